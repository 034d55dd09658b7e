import type { Deeds } from '../../../discord/deeds.ts';
import type { Clock } from '../../../platform/clock.ts';
import type { Snowflake } from '../../../shared/ids.ts';
import { legible } from '../../../shared/legible.ts';
import type { Guilds } from '../../guilds/service.ts';
import type { Moderation } from '../../moderation/service/index.ts';
import type { Enforced, Enforcer, Order } from './enforcer.ts';

const DONE = { done: true } as const;
/** What an order's key begins with, before the event's id. */
const KEY = 'automod:';

interface Deps {
  readonly deeds: Deeds;
  readonly clock: Clock;
  /** What a guild is called, for messages to a person; null when it is not known. */
  readonly guildName: (guildId: Snowflake) => Promise<string | null>;
  readonly settings: Guilds['settings'];
  /** Where what was done to people is kept. */
  readonly cases: Pick<Moderation, 'recordAutomod' | 'withdrawAutomod'>;
}

/** Does through Discord what rules ask for. */
export function createEnforcer({ deeds, clock, guildName, settings, cases }: Deps): Enforcer {
  const why = ({ ruleName, reason }: Order) => `Rule “${ruleName}”: ${reason}`;

  async function tell(order: Order, what: string, appeal: string | null = null): Promise<Enforced> {
    const name = await guildName(order.guildId).catch(() => null);
    return deeds.tell(
      order.guildId,
      order.userId,
      `**${name ?? 'A server'}**: ${what}${appeal === null ? '' : `\n${legible(appeal)}`}`,
    );
  }

  async function takeBack(order: Order, kind: 'timeout' | 'ban' | 'warn'): Promise<Enforced> {
    if (kind === 'ban') return deeds.unban(order.guildId, order.userId, order.reason);
    if (kind === 'timeout') return deeds.timeout(order.guildId, order.userId, null, order.reason);
    await tell(order, 'Your warning is withdrawn.');
    return DONE;
  }

  /** What was done becomes a case; a warning that is not told (null) or that did not arrive is one all the same. */
  async function kept(
    order: Order,
    action: 'warn' | 'timeout' | 'kick' | 'ban',
    outcome: Enforced | null,
    expiresAt: number | null = null,
  ): Promise<Enforced> {
    if (outcome && !outcome.done && action !== 'warn') return outcome;
    const caseId = await cases.recordAutomod({
      ...{ guildId: order.guildId, userId: order.userId, action, expiresAt },
      userTag: order.username,
      eventId: order.key.slice(KEY.length),
      reason: why(order),
      dmDelivered: action === 'warn' && outcome ? outcome.done : null,
    });
    return { ...DONE, caseId };
  }

  return {
    delete: (order, posts) => deeds.remove(order.guildId, posts, why(order)),
    async timeout(order, seconds) {
      const until = clock.now() + seconds * 1000;
      return kept(order, 'timeout', await deeds.timeout(order.guildId, order.userId, until, why(order)), until);
    },
    kick: async (order) => kept(order, 'kick', await deeds.kick(order.guildId, order.userId, why(order))),
    ban: async (order, deleteSeconds) =>
      kept(order, 'ban', await deeds.ban(order.guildId, order.userId, deleteSeconds, why(order))),
    async warn(order) {
      const { appeal, tellsWarned } = await settings(order.guildId);
      const what = `You are warned by the rule “${order.ruleName}”. ${order.reason}`;
      return kept(order, 'warn', tellsWarned ? await tell(order, what, appeal) : null);
    },
    async alert(order, { channelId, roleId, content }) {
      if (channelId === null) return { done: false, problem: 'No channel is chosen for alerts.', lasting: true };
      const quote = content ? `\n>>> ${content}` : '';
      return deeds.post(
        order.guildId,
        channelId,
        `${why(order)}\n<@${order.userId}> (${order.username})${quote}`,
        roleId,
      );
    },
    async undo(order, kind, caseId) {
      const undone = await takeBack(order, kind);
      if (undone.done && caseId !== null) await cases.withdrawAutomod(caseId, order.reason);
      return undone;
    },
  };
}
