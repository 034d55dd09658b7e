import type { Snowflake } from '../../../shared/ids.ts';
import { legible } from '../../../shared/legible.ts';
import type { Case } from '../model.ts';
import type { ModerationDeps } from './context.ts';

const DEEDS: Readonly<Record<Exclude<Case['action'], 'note'>, string>> = {
  warn: 'Warning of',
  timeout: 'Timeout of',
  untimeout: 'Timeout lifted of',
  kick: 'Kick of',
  ban: 'Ban of',
  softban: 'Softban of',
  unban: 'Ban lifted of',
};

/**
 * Tells a guild's log channel of each case that was carried out, one after the other in the order in which it hears of them. Whatever
 * becomes of that changes no case.
 */
export function createModLog({ deeds, guilds, log }: Pick<ModerationDeps, 'deeds' | 'guilds' | 'log'>) {
  /** Of each guild the line that is told last, while it is on its way. */
  const latest = new Map<Snowflake, Promise<void>>();

  async function post(one: Case): Promise<void> {
    if (one.action === 'note' || one.outcome !== 'applied') return;
    const { logChannelId } = await guilds.settings(one.guildId);
    if (logChannelId === null) return;
    const posted = await deeds.post(one.guildId, logChannelId, lineOf(one, DEEDS[one.action]), null);
    if (!posted.done) log.warn({ guild_id: one.guildId, case: one.number, problem: posted.problem }, 'no mod-log line');
  }

  return {
    tellLog(one: Case): void {
      const { guildId } = one;
      const told = (latest.get(guildId) ?? Promise.resolve())
        .then(() => post(one))
        .catch((error: unknown) => log.error({ err: error, guild_id: guildId }, 'no mod-log line'))
        .finally(() => latest.get(guildId) === told && latest.delete(guildId));
      latest.set(guildId, told);
    },
  };
}

export type ModLog = ReturnType<typeof createModLog>;

function lineOf({ number, userId, userTag, moderatorId, moderatorTag, expiresAt, reason, source }: Case, deed: string) {
  const by = source === 'automod' ? 'a rule' : `<@${moderatorId}> (${legible(moderatorTag ?? moderatorId)})`;
  const until = expiresAt === null ? '' : `, until <t:${Math.ceil(expiresAt / 1000)}:f>`;
  const why = reason === null ? '' : `\n>>> ${legible(reason)}`;
  return `**Case #${number}** · ${deed} <@${userId}> (${legible(userTag ?? userId)}) by ${by}${until}${why}`;
}
