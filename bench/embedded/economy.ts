import { createEconomy } from '../../src/features/economy/service/index.ts';
import { createGuilds } from '../../src/features/guilds/service.ts';
import { createAssets } from '../../src/platform/assets.ts';
import { createLocalBus } from '../../src/platform/bus/local-bus.ts';
import { systemClock } from '../../src/platform/clock.ts';
import { migrate } from '../../src/platform/db/migrations/migrate.ts';
import { openDatabase } from '../../src/platform/db/open-database.ts';
import { createLog } from '../../src/platform/log.ts';

export const GUILD = '200000000000000000';

/** The product's economy on the embedded database of a folder, without Discord and web. */
export async function openEconomy(dataDir: string) {
  const assets = createAssets();
  const log = createLog({
    level: 'warn',
    format: 'json',
    stream: { write: (line) => void process.stderr.write(line) },
  });
  const db = await openDatabase({ databaseUrl: undefined, dataDir, assets, log });
  await migrate(db, assets, log);
  const bus = createLocalBus(log);
  const roles = { enqueue: async () => {}, wake: () => {} };
  const guilds = createGuilds({ db, bus, clock: systemClock, log });
  const away = async () => 'away' as const;
  const discord = { member: away, roles: away, channels: away };
  const economy = createEconomy({ db, bus, clock: systemClock, log, roles, guilds, discord });
  await db.rows(`INSERT INTO bytes_configs (guild_id, starting_balance) VALUES ($1, 1000000) ON CONFLICT DO NOTHING`, [
    GUILD,
  ]);
  return {
    db,
    economy,
    /** Moves one byte between two members. @throws Error when it was refused */
    async transfer(giver: number, receiver: number, key: string): Promise<void> {
      const verdict = await economy.transfer({
        guildId: GUILD,
        giver: { id: memberId(giver), username: null },
        receiver: { id: memberId(receiver), username: null, bot: false, member: true },
        amount: 1,
        reason: null,
        key,
      });
      if ('refused' in verdict) throw new Error(`refused: ${verdict.refused}`);
    },
    async close(): Promise<void> {
      economy.close();
      await guilds.close();
      await bus.close();
      await db.close();
    },
  };
}

export type OpenEconomy = Awaited<ReturnType<typeof openEconomy>>;

function memberId(n: number): string {
  return `1000000000${String(n).padStart(8, '0')}`;
}
