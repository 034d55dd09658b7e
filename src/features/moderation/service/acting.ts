import type { Outcome } from '../../../discord/deeds.ts';
import { legible } from '../../../shared/legible.ts';
import { refuse } from '../../../shared/refusal.ts';
import type { ActRequest, Case, ModerationNo } from '../model.ts';
import {
  checkDuration,
  endedBy,
  fitDuration,
  isTold,
  LONGEST_DELETION,
  lasts,
  REASON_LIMIT,
  spelledDuration,
  tidyReason,
  toldBefore,
} from '../rules.ts';
import * as store from '../store/cases.ts';
import * as running from '../store/running.ts';
import { type Chronicle, idAt, instant, instantOrNull, isNo, type ModerationDeps } from './context.ts';
import type { ModLog } from './mod-log.ts';
import type { Permission } from './permission.ts';

const DONE: Outcome = { done: true };
/** What follows a reason in Discord's audit log fits beside it. */
const LONGEST_TAG = 32;

/** Does something to somebody at Discord, and keeps it as a case, whatever comes of it. */
export function createActing(
  deps: ModerationDeps,
  chronicle: Chronicle,
  { permitted }: Permission,
  { tellLog }: ModLog,
) {
  const { db, clock, log, deeds, guilds } = deps;

  function tidy(request: ActRequest): ActRequest | ModerationNo {
    const reason = tidyReason(request.reason);
    if ((reason?.length ?? 0) > REASON_LIMIT) return refuse('reason_too_long');
    const duration = fitDuration(request.action, request.duration ?? null);
    const no = checkDuration(request.action, duration);
    if (no) return no;
    if (request.action === 'note' && reason === null) return refuse('note_empty');
    const deleteSeconds = Math.min(Math.max(0, request.deleteSeconds ?? 0), LONGEST_DELETION);
    return { ...request, reason, duration, deleteSeconds };
  }

  /** The case of the key, whether it is new, under the guild's lock. */
  function open(request: ActRequest, name: string): Promise<{ found: Case; isNew: boolean }> {
    const { guildId, action, target, moderator, reason, duration = null, source, key } = request;
    return db.transaction(async (tx) => {
      await store.lockGuild(tx, guildId);
      const known = await store.findByKey(tx, guildId, key);
      if (known) return { found: known, isNew: false };
      const now = clock.now();
      const found = await store.addCase(tx, {
        ...{ guildId, action, reason, source, key },
        id: idAt(now),
        userId: target.id,
        userTag: name,
        moderatorId: moderator.id,
        moderatorTag: moderator.name,
        outcome: 'pending',
        expiresAt: instantOrNull(lasts(action) && duration !== null ? now + duration : null),
        now: instant(now),
      });
      await chronicle.note(tx, found, { kind: 'created', by: moderator });
      return { found, isNew: true };
    });
  }

  /** For Discord's audit log, which shows our own name as the one who acted. */
  function because({ number, moderatorTag, moderatorId, reason }: Case): string {
    const who = (moderatorTag ?? moderatorId).slice(0, LONGEST_TAG);
    return `Case #${number} by ${who} (${moderatorId})${reason === null ? '' : `: ${reason}`}`;
  }

  async function softban(one: Case, seconds: number): Promise<Outcome> {
    const banned = await deeds.ban(one.guildId, one.userId, seconds, because(one));
    return banned.done ? deeds.unban(one.guildId, one.userId, because(one)) : banned;
  }

  function perform(one: Case, deleteSeconds: number): Promise<Outcome> {
    const { guildId, userId, action, expiresAt } = one;
    switch (action) {
      case 'timeout':
        return deeds.timeout(guildId, userId, expiresAt, because(one));
      case 'untimeout':
        return deeds.timeout(guildId, userId, null, because(one));
      case 'kick':
        return deeds.kick(guildId, userId, because(one));
      case 'ban':
        return deeds.ban(guildId, userId, deleteSeconds, because(one));
      case 'softban':
        return softban(one, deleteSeconds || SOFTBAN_SECONDS);
      case 'unban':
        return deeds.unban(guildId, userId, because(one));
      case 'warn':
      case 'note':
        return Promise.resolve(DONE);
    }
  }

  async function tell(one: Case, guildName: string, appeal: string | null): Promise<boolean> {
    const text = letter(one, { guildName, appeal, now: clock.now() });
    const outcome = await deeds.tell(one.guildId, one.userId, text);
    return outcome.done;
  }

  async function settle(one: Case, outcome: Outcome, dmDelivered: boolean | null, by: ActRequest['moderator']) {
    const end = outcome.done ? 'applied' : 'failed';
    const problem = outcome.done ? null : outcome.problem;
    const told = dmDelivered ? 'told' : 'not_told';
    const said = problem === null ? {} : { problem };
    await db.transaction(async (tx) => {
      const now = instant(clock.now());
      if (!(await store.settle(tx, one, { outcome: end, problem, dmDelivered, now }))) return;
      await chronicle.note(tx, one, { kind: end, by, data: said });
      if (dmDelivered !== null) await chronicle.note(tx, one, { kind: told, by });
      if (end === 'applied') await endOthers(deps, chronicle, tx, one);
    });
    chronicle.changed(one, true);
    const settled = (await store.findCase(db, one.guildId, one.number)) ?? one;
    tellLog(settled);
    return settled;
  }

  async function carryOut(one: Case, request: ActRequest, guildName: string): Promise<Case> {
    const { appeal, tellsWarned } = await guilds.settings(one.guildId);
    const telling = request.tell !== false && isTold(one.action) && (one.action !== 'warn' || tellsWarned);
    let told: boolean | null = null;
    let outcome: Outcome;
    try {
      if (telling && toldBefore(one.action)) told = await tell(one, guildName, appeal);
      outcome = await perform(one, request.deleteSeconds ?? 0);
      if (telling && !toldBefore(one.action) && outcome.done) told = await tell(one, guildName, appeal);
    } catch (error) {
      log.error({ err: error, guild_id: one.guildId, case: one.number }, 'a case could not be carried out');
      outcome = { done: false, problem: 'Something went wrong on our side. Try again.', lasting: false };
    }
    return settle(one, outcome, told, request.moderator);
  }

  /** A failure at Discord is kept as a case that failed, and returned; a refusal leaves nothing. */
  async function act(wish: ActRequest): Promise<Case | ModerationNo> {
    const request = tidy(wish);
    if (isNo(request)) return request;
    const before = await store.findByKey(db, request.guildId, request.key);
    if (before) return before;
    const allowed = await permitted(request);
    if (isNo(allowed)) return allowed;
    const { found, isNew } = await open(request, allowed.name);
    return isNew ? carryOut(found, request, allowed.scene.guildName) : found;
  }

  return {
    act,
    /** Why the same would be refused now; null when it would be tried. */
    async whyNot(wish: ActRequest): Promise<ModerationNo | null> {
      const request = tidy(wish);
      const allowed = isNo(request) ? request : await permitted(request);
      return isNo(allowed) ? allowed : null;
    },
  };
}

const SOFTBAN_SECONDS = 86_400;

/** An applied case puts an end to what ran before it. */
export async function endOthers(
  { clock }: Pick<ModerationDeps, 'clock'>,
  chronicle: Chronicle,
  tx: Parameters<Chronicle['note']>[0],
  one: Case,
): Promise<void> {
  const ended = endedBy(one.action);
  if (!ended) return;
  const { guildId, userId, number, moderatorId: id, moderatorTag: name } = one;
  const now = instant(clock.now());
  for (const other of await running.endRunning(tx, guildId, userId, { action: ended, except: number, now }))
    await chronicle.note(tx, { guildId, number: other }, { kind: 'lifted', by: { id, name }, data: { case: number } });
}

/** What somebody is told by direct message. */
function letter(
  one: Case,
  { guildName, appeal, now }: { guildName: string; appeal: string | null; now: number },
): string {
  const { action, reason, expiresAt, number } = one;
  const time =
    expiresAt === null ? '' : ` for ${spelledDuration(expiresAt - now)}, until <t:${Math.ceil(expiresAt / 1000)}:f>`;
  const what: Readonly<Record<Case['action'], string>> = {
    warn: 'You have been warned.',
    timeout: `You have been timed out${time}.`,
    untimeout: 'Your timeout has been lifted.',
    kick: 'You have been kicked.',
    ban: `You have been banned${time}.`,
    softban: 'You have been removed, and your recent messages were deleted. You may come back.',
    unban: 'Your ban has been lifted.',
    note: 'A note was kept.',
  };
  const why = reason === null ? '' : `\nReason: ${reason}`;
  const way =
    appeal === null
      ? `If you think this is a mistake, ask a moderator about case #${number}.`
      : `Case #${number}. ${legible(appeal)}`;
  return `**${guildName}**: ${what[action]}${why}${action === 'untimeout' ? '' : `\n${way}`}`;
}
