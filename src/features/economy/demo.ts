import type { DemoGuild } from '../../feature.ts';
import type { Clock } from '../../platform/clock.ts';
import { DEFAULT_CONFIG } from './rules.ts';
import type { Economy } from './service/index.ts';

export interface DemoDeps {
  /** An economy like the product's own, with another clock. */
  readonly economyAt: (clock: Clock) => Economy;
  readonly now: number;
}

type Member = DemoGuild['members'][number];

const DAY = 86_400_000;
const MINUTE = 60_000;
/** Since midnight in UTC, the zone of a new guild. */
const MORNING = 9 * 60 * MINUTE;
const DAYS = 20;
const STAFF = 'demo';

/** Days of the past without a word, by a member's place in the list; the first two are here every day. */
const ABSENCES: readonly (readonly number[])[] = [
  [],
  [],
  [13],
  [4, 12],
  [7],
  [5, 6],
  [1, 2, 3, 10],
  [9],
  [11, 18],
  [3],
  [6, 14],
  [8],
];
const NEWCOMER_DAYS = 2;

const THANKS: readonly [day: number, giver: number, receiver: number, amount: number, reason: string][] = [
  [18, 1, 0, 25, 'the borrow checker finally makes sense, thank you'],
  [16, 2, 3, 40, 'pair debugging until 1 a.m.'],
  [15, 4, 1, 15, 'for finding the missing semicolon'],
  [13, 0, 5, 60, 'best conference talk recap ever'],
  [12, 6, 3, 30, 'reviewing my first pull request so kindly'],
  [10, 3, 2, 20, 'that regex saved my afternoon'],
  [9, 5, 7, 10, 'coffee money'],
  [8, 7, 6, 35, 'your SQL window function cheat sheet'],
  [6, 1, 8, 50, 'welcome to the community, great first post!'],
  [5, 9, 4, 12, 'naming things is hard, you made it easy'],
  [4, 8, 1, 20, 'explaining closures with sandwiches'],
  [3, 2, 9, 45, 'fixed the flaky test nobody dared to touch'],
  [2, 10, 3, 25, 'sharing your dotfiles'],
  [1, 3, 0, 30, 'keeping this place friendly'],
];

const REWARDS: readonly [day: number, receiver: number, amount: number, reason: string][] = [
  [17, 0, 1500, 'Organised the autumn hackathon'],
  [14, 3, 1200, 'Merged 12 pull requests in October'],
  [11, 1, 900, 'Weekly code review club'],
  [9, 4, 750, 'First release of their crate'],
  [7, 2, 600, 'Wrote the onboarding guide'],
  [6, 6, 400, 'Fixed the docs build'],
  [5, 5, 350, 'Answered 50 questions in #help-python'],
  [3, 7, 250, 'Translated the rules'],
];

const CLUBS: readonly [name: string, threshold: number][] = [
  ['kilobyte', 1_024],
  ['megabyte', 10_240],
  ['gigabyte', 102_400],
];

/** Gives an empty simulated guild a past: weeks of streaks, thanks and rewards, each through the real service. */
export async function fillDemo({ economyAt, now }: DemoDeps, guilds: readonly DemoGuild[]): Promise<void> {
  const clock = { time: now, now: () => clock.time };
  const economy = economyAt(clock);
  try {
    for (const guild of guilds) if (await isEmpty(economy, guild.guildId)) await fillGuild(economy, clock, guild, now);
  } finally {
    economy.close();
  }
}

async function isEmpty(economy: Economy, guildId: string): Promise<boolean> {
  return (await economy.history({ guildId, limit: 1 })).entries.length === 0;
}

async function fillGuild(economy: Economy, clock: { time: number }, guild: DemoGuild, now: number): Promise<void> {
  const members = guild.members.filter(({ bot }) => !bot);
  await economy.putConfig(guild.guildId, { ...configFor(guild) }, { id: STAFF, name: 'Demo' });
  const midnight = now - (now % DAY);
  for (let day = DAYS; day >= 1; day--) {
    const morning = midnight - day * DAY + MORNING;
    await Promise.all(
      members.map((user, index) => {
        clock.time = morning + index * 7 * MINUTE;
        return isPresent(index, day, members.length) ? economy.claimDaily({ guildId: guild.guildId, user }) : null;
      }),
    );
    clock.time = morning + 150 * MINUTE;
    await moveBytes(economy, guild.guildId, members, day);
  }
  clock.time = now;
  await economy.backfill(guild.guildId);
}

function isPresent(index: number, day: number, count: number): boolean {
  const absences = ABSENCES[index];
  if (absences) return !absences.includes(day);
  return index < count - 1 && day <= NEWCOMER_DAYS;
}

async function moveBytes(economy: Economy, guildId: string, members: readonly Member[], day: number): Promise<void> {
  for (const [on, to, delta, reason] of REWARDS) {
    const user = members[to];
    if (on !== day || !user) continue;
    await economy.adjust({
      guildId,
      user,
      delta,
      type: 'reward',
      reason,
      actorId: STAFF,
      key: `demo:reward:${day}:${to}`,
    });
  }
  for (const [on, from, to, amount, reason] of THANKS) {
    const [giver, receiver] = [members[from], members[to]];
    if (on !== day || !giver || !receiver) continue;
    await economy.transfer({ guildId, giver, receiver, amount, reason, key: `demo:thanks:${day}:${from}:${to}` });
  }
}

/** The defaults, with the guild's own club roles as rewards. */
function configFor({ roles }: DemoGuild) {
  const rewards = CLUBS.flatMap(([name, threshold]) => {
    const role = roles.find((one) => one.name.toLowerCase().startsWith(name));
    return role ? [[role.id, threshold] as const] : [];
  });
  const { streakBonuses, noEarnChannels, noEarnRoles, ...rest } = DEFAULT_CONFIG;
  return {
    ...rest,
    streakBonuses: [...streakBonuses],
    noEarnChannels: [...noEarnChannels],
    noEarnRoles: [...noEarnRoles],
    roleRewards: Object.fromEntries(rewards),
  };
}
