import type { Deeds } from '../../../discord/deeds.ts';
import type { Clock } from '../../../platform/clock.ts';
import type { Snowflake } from '../../../shared/ids.ts';
import type { Enforced, Enforcer, Order } from './enforcer.ts';

interface Deps {
  readonly deeds: Deeds;
  readonly clock: Clock;
  /** What a guild is called, for messages to a person; null when it is not known. */
  readonly guildName: (guildId: Snowflake) => Promise<string | null>;
}

/** Does through Discord what rules ask for. */
export function createEnforcer({ deeds, clock, guildName }: Deps): Enforcer {
  const why = ({ ruleName, reason }: Order) => `Rule “${ruleName}”: ${reason}`;

  async function tell(order: Order, what: string): Promise<Enforced> {
    const name = await guildName(order.guildId).catch(() => null);
    return deeds.tell(order.guildId, order.userId, `**${name ?? 'A server'}**: ${what}`);
  }

  return {
    delete: (order, posts) => deeds.remove(order.guildId, posts, why(order)),
    timeout: (order, seconds) => deeds.timeout(order.guildId, order.userId, clock.now() + seconds * 1000, why(order)),
    kick: (order) => deeds.kick(order.guildId, order.userId, why(order)),
    ban: (order, deleteSeconds) => deeds.ban(order.guildId, order.userId, deleteSeconds, why(order)),
    warn: (order) => tell(order, `You are warned by the rule “${order.ruleName}”. ${order.reason}`),
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
    async undo(order, kind) {
      if (kind === 'ban') return deeds.unban(order.guildId, order.userId, order.reason);
      if (kind === 'timeout') return deeds.timeout(order.guildId, order.userId, null, order.reason);
      return tell(order, 'Your warning is withdrawn.');
    },
  };
}
