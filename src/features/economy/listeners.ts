import { type APIEmbed, type Client, DiscordAPIError, Events, type Message } from 'discord.js';
import { LRUCache } from 'lru-cache';
import { plain, success } from '../../discord/kit/embeds.ts';
import type { Bus } from '../../platform/bus/bus.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Snowflake } from '../../shared/ids.ts';
import { isRefusal } from '../../shared/refusal.ts';
import type { DailyReceipt, EconomyNo } from './model.ts';
import { newTier, type StreakBonus } from './rules.ts';
import type { Economy } from './service/index.ts';
import { figure, streakLine } from './text.ts';

/** Everybody in a guild; null where the bot may not know. */
export interface MemberList {
  members(guildId: Snowflake): Promise<readonly { readonly userId: Snowflake }[] | null>;
}

export interface ListenerDeps {
  readonly economy: Pick<Economy, 'claimDaily' | 'markDeparted' | 'markReturned' | 'reconcileMembers'>;
  readonly directory: MemberList;
  readonly bus: Bus;
  readonly clock: Clock;
}

const REMEMBERED = 50_000;
const COIN = '🪙';

/** The first message of the day earns bytes; who leaves and returns is noted. */
export function createListeners({ economy, directory, bus, clock }: ListenerDeps) {
  /** Until when a member has nothing to earn, so that only the day's first message asks the database. */
  const quietUntil = new LRUCache<string, number>({ max: REMEMBERED });
  // A change of time zone or of the settings may bring the next daily nearer.
  const stop = bus.subscribe('config.changed', () => quietUntil.clear());

  async function earn(message: Message<true>): Promise<void> {
    const key = `${message.guildId}:${message.author.id}`;
    if ((quietUntil.get(key) ?? 0) > clock.now()) return;
    const daily = await economy.claimDaily(claimOf(message));
    const until = quietFrom(daily, clock.now());
    if (until !== null) quietUntil.set(key, until);
    if (!isRefusal(daily)) await celebrate(message, daily);
  }

  async function reconcile(guildIds: Iterable<Snowflake>): Promise<void> {
    for (const guildId of guildIds) {
      const members = await directory.members(guildId);
      if (members)
        await economy.reconcileMembers(
          guildId,
          members.map(({ userId }) => userId),
        );
    }
  }

  return {
    stop,
    /** What a listener returns is waited for at shutdown, and logged when it fails. */
    listen(client: Client): void {
      client.on(Events.MessageCreate, (message) => (isHuman(message) ? earn(message) : undefined));
      client.on(Events.ClientReady, ({ guilds }) => reconcile(guilds.cache.keys()));
      client.on(Events.GuildMemberRemove, ({ guild, id }) => economy.markDeparted(guild.id, id));
      client.on(Events.GuildMemberAdd, ({ guild, id }) => economy.markReturned(guild.id, id));
    },
  };
}

function isHuman(message: Message): message is Message<true> {
  return message.inGuild() && !message.author.bot && !message.system && message.webhookId === null;
}

function claimOf({ guildId, author, member, channelId, channel }: Message<true>) {
  const parentId = channel.isThread() ? channel.parentId : null;
  return {
    guildId,
    user: { id: author.id, username: author.username },
    channelIds: [channelId, parentId].filter((id) => id !== null),
    roleIds: member?.roles.cache.map(({ id }) => id) ?? [],
  };
}

/** Refusals that hold for the member's next message too; what a channel or a role explains may not. */
const LASTING: readonly string[] = ['economy_disabled', 'daily_off', 'opted_out'];
const WHILE_REFUSED = 60_000;

function quietFrom(daily: DailyReceipt | EconomyNo, now: number): number | null {
  if (!isRefusal(daily)) return daily.nextAt;
  if (daily.refused === 'already_claimed') return Number(daily.context.nextAt);
  return LASTING.includes(daily.refused) ? now + WHILE_REFUSED : null;
}

/** Quietly: a reaction, and a line in the channel only when the streak reaches a tier. */
async function celebrate(message: Message<true>, daily: DailyReceipt): Promise<void> {
  const tier = newTier(daily.streak, daily.bonuses);
  await Promise.all([
    tolerated(message.react(COIN)),
    tier &&
      tolerated(
        message.channel.send({ embeds: [tierEmbed(message.author.id, daily, tier)], allowedMentions: { parse: [] } }),
      ),
  ]);
}

/** The bytes are earned; where the bot may not react or write, nobody needs to hear of it. */
async function tolerated(work: Promise<unknown>): Promise<void> {
  try {
    await work;
  } catch (error) {
    if (!(error instanceof DiscordAPIError)) throw error;
  }
}

function tierEmbed(userId: string, { streak, bonuses }: DailyReceipt, tier: StreakBonus): APIEmbed {
  const sentence = `<@${userId}> has been here ${figure(streak)} days in a row and reached ×${figure(tier.multiplier)}.`;
  return success(`${plain(tier.name)} streak`, `${sentence}\n${streakLine(streak, bonuses)}`);
}
