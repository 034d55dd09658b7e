import { createAssets } from '../../../../src/platform/assets.ts';
import type { OwnedDatabase } from '../../../../src/platform/db/create-database.ts';
import { openInMemory } from '../../../../src/platform/db/embedded/open.ts';
import { openPostgres } from '../../../../src/platform/db/postgres/open.ts';
import { createLog } from '../../../../src/platform/log.ts';
import { GUILD, type Scene } from '../../../features/economy/scene.ts';
import { createScratchDatabase, type TestDatabase } from '../../../harness/database.ts';

export const assets = createAssets();
export const silent = createLog({ level: 'silent', format: 'json' });

/** An empty database without any schema. */
export async function openTarget(kind: OwnedDatabase['kind']): Promise<TestDatabase> {
  if (kind === 'embedded') {
    const db = await openInMemory(assets, 5000);
    return { db, close: () => db.close() };
  }
  const scratch = await createScratchDatabase();
  const db = await openPostgres(scratch.url, 5000);
  return {
    db,
    async close() {
      await db.close();
      await scratch.drop();
    },
  };
}

const memberId = (n: number) => `3000000000${String(n).padStart(8, '0')}`;

/** One byte between two of a hundred members. */
export async function pay({ economy }: Scene, n: number, key: string): Promise<void> {
  const verdict = await economy.transfer({
    guildId: GUILD,
    giver: { id: memberId(n % 100), username: `a "quoted", (odd) \\ name\n${n}` },
    receiver: { id: memberId((n + 1) % 100), username: null, bot: false, member: true },
    amount: 1,
    reason: n % 3 === 0 ? 'thank you, «really»; \t"yes"' : null,
    key,
  });
  if ('refused' in verdict) throw new Error(`refused: ${verdict.refused}`);
}

/** Every row of every table as text, for comparing before and after. */
export async function everything(db: OwnedDatabase): Promise<string> {
  const tables = await db.rows<{ name: string }>(
    'SELECT tablename AS name FROM pg_tables WHERE schemaname = current_schema() ORDER BY 1',
  );
  const texts = [];
  for (const { name } of tables) {
    texts.push(name, JSON.stringify(await db.rows(`SELECT one::text AS row FROM "${name}" one ORDER BY 1`)));
  }
  return texts.join('\n');
}
