import type { DemoGuild } from '../../feature.ts';
import type { Clock } from '../../platform/clock.ts';
import { isRefusal } from '../../shared/refusal.ts';
import type { PastDeed } from './model.ts';
import type { Moderation } from './service/index.ts';

export interface DemoDeps {
  readonly moderation: Pick<Moderation, 'list'>;
  /** Moderation like the product's own, with another clock. */
  readonly moderationAt: (clock: Clock) => Pick<Moderation, 'keepPast' | 'note' | 'resolve' | 'upkeep'>;
  readonly now: number;
}

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

interface DemoCase {
  /** Hours before now. */
  readonly ago: number;
  readonly by: string;
  readonly to: string;
  readonly action: PastDeed['action'];
  readonly reason: string;
  readonly lasted?: number;
  readonly told?: boolean | null;
  /** The next case ends it before its time. */
  readonly lifted?: true;
  readonly note?: string;
  readonly resolved?: string;
}

/** Who was moderated long ago is a member again or was never removed; nothing here goes on at Discord. */
const CASES: readonly DemoCase[] = [
  { ago: 58 * 24, by: 'dennis', to: 'tomas', action: 'warn', reason: 'Posted the same job ad in four channels' },
  {
    ...{
      ago: 51 * 24,
      by: 'margaret',
      to: 'bjorn',
      action: 'timeout',
      lasted: HOUR,
      note: 'Said sorry in the thread.',
    },
    reason: 'Kept arguing after being asked to stop',
  },
  {
    ago: 44 * 24,
    by: 'margaret',
    to: 'kwame',
    action: 'note',
    reason: 'Offered to mentor newcomers; good person to ask',
    told: null,
  },
  {
    ago: 32 * 24,
    by: 'dennis',
    to: 'max_lurks',
    action: 'warn',
    reason: 'Direct messages to members, selling a course',
  },
  {
    ago: 31 * 24,
    by: 'dennis',
    to: 'max_lurks',
    action: 'timeout',
    lasted: DAY,
    reason: 'Went on selling the course',
    told: false,
  },
  {
    ...{ ago: 23 * 24, by: 'margaret', to: 'noor', action: 'warn', reason: 'Screenshots of a private conversation' },
    resolved: 'They had agreed to share it. My mistake.',
  },
  {
    ago: 16 * 24,
    by: 'grace',
    to: 'leila',
    action: 'note',
    reason: 'Asked for a new name; knows how to change it',
    told: null,
  },
  { ago: 11 * 24, by: 'dennis', to: 'sam.codes', action: 'warn', reason: 'Invite links to another server' },
  {
    ago: 9 * 24,
    by: 'margaret',
    to: 'sam.codes',
    action: 'timeout',
    lasted: 6 * HOUR,
    lifted: true,
    reason: 'More invite links',
  },
  { ago: 9 * 24 - 2, by: 'margaret', to: 'sam.codes', action: 'untimeout', reason: 'Took the links down' },
  { ago: 4 * 24, by: 'dennis', to: 'priya', action: 'warn', reason: 'Exam questions in #help; the rules say no' },
  { ago: 20, by: 'margaret', to: 'pia', action: 'warn', reason: 'Flooded #general with stickers', told: false },
];

/** A past of moderating for guilds without any case. Nothing is done at Discord, and nobody is told anything. */
export async function fillDemo(deps: DemoDeps, guilds: readonly DemoGuild[]): Promise<void> {
  for (const guild of guilds) {
    const { cases } = await deps.moderation.list({ guildId: guild.guildId }, 1);
    if (cases.length > 0) continue;
    for (const one of CASES) await keep(deps, guild, one);
  }
}

async function keep({ moderationAt, now }: DemoDeps, { guildId, members }: DemoGuild, one: DemoCase): Promise<void> {
  const person = (username: string) => members.find((member) => member.username === username);
  const [by, to] = [person(one.by), person(one.to)];
  if (!by || !to) return;
  const { action, reason, lasted = null, told = true, note, resolved } = one;
  const then = now - one.ago * HOUR;
  const author = { id: by.id, name: by.username };
  const { number } = await moderationAt({ now: () => then }).keepPast({
    ...{ guildId, action, reason, lasted, moderator: author, dmDelivered: told },
    target: { id: to.id, name: to.username },
  });
  if (lasted !== null && !one.lifted) await moderationAt({ now: () => then + lasted }).upkeep();
  const later = moderationAt({ now: () => then + 2 * HOUR });
  if (note) expectDone(await later.note(guildId, number, note, author));
  if (resolved) expectDone(await later.resolve(guildId, number, { resolved: true, note: resolved }, author));
}

function expectDone(answer: object): void {
  if (isRefusal(answer)) throw new Error(`the past could not be made: ${answer.refused}`);
}
