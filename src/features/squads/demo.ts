import type { DemoGuild } from '../../feature.ts';
import type { Clock } from '../../platform/clock.ts';
import { SQUAD_DEFAULTS, type SquadInput } from './model.ts';
import type { Squads } from './service/index.ts';

export interface DemoDeps {
  readonly squads: Squads;
  /** Squads like the product's own, with another clock. */
  readonly squadsAt: (clock: Clock) => Pick<Squads, 'noteDay' | 'close'>;
  readonly now: number;
}

const DAY = 86_400_000;
const STAFF = { id: 'demo', name: 'Demo' };

const SQUADS: readonly (Pick<SquadInput, 'name' | 'description' | 'switchCost'> & Partial<SquadInput>)[] = [
  {
    name: 'Rustaceans',
    description: 'Fearless, memory-safe, and always borrowing.',
    switchCost: 50,
    welcome: 'The borrow checker is your friend now. Say hello in #general!',
  },
  { name: 'Pythonistas', description: 'Batteries included, indentation matters.', switchCost: 50 },
  {
    name: 'Gophers',
    description: 'Small interfaces, many channels, no exceptions.',
    switchCost: 75,
    maxMembers: 40,
    minAccountDays: 7,
  },
];

/** Makes the squads of roles that are there, and puts in who has the role. Where there are squads already, nothing happens. */
export async function fillDemo({ squads, squadsAt, now }: DemoDeps, guilds: readonly DemoGuild[]): Promise<void> {
  let filled = false;
  for (const guild of guilds) {
    if ((await squads.list(guild.guildId)).length > 0) continue;
    await fillGuild(squads, guild);
    filled = true;
  }
  if (!filled) return;
  const past = squadsAt({ now: () => now - 7 * DAY });
  await past.noteDay();
  past.close();
}

async function fillGuild(squads: Squads, { guildId, roles, members }: DemoGuild): Promise<void> {
  for (const wish of SQUADS) {
    const role = roles.find(({ name }) => name === wish.name);
    if (!role) continue;
    const made = await squads.create(guildId, { ...SQUAD_DEFAULTS, ...wish, roleId: role.id }, STAFF);
    const holders = members.filter(({ bot, roleIds }) => !bot && roleIds.includes(role.id));
    if (!('refused' in made)) await squads.adopt(made, holders, STAFF);
  }
}
