import { type APIEmbed, type Client, DiscordAPIError, Events, type Message } from 'discord.js';
import { plain, success } from '../../discord/kit/embeds.ts';
import type { Snowflake } from '../../shared/ids.ts';
import { isRefusal } from '../../shared/refusal.ts';
import type { DailyReceipt } from './model.ts';
import { newTier, type StreakBonus } from './rules.ts';
import type { Economy } from './service/index.ts';
import { figure, streakLine } from './text.ts';

/** Everybody in a guild; null where the bot may not know. */
export interface MemberList {
  members(guildId: Snowflake): Promise<readonly { readonly userId: Snowflake }[] | null>;
}

export interface ListenerDeps {
  readonly economy: Pick<Economy, 'earn' | 'rests' | 'markDeparted' | 'markReturned' | 'reconcileMembers'>;
  readonly directory: MemberList;
}

const COIN = '🪙';

/** The first message of the day earns bytes; who leaves and returns is noted. */
export function createListeners({ economy, directory }: ListenerDeps) {
  async function earn(message: Message<true>): Promise<void> {
    if (economy.rests(message.guildId, message.author.id)) return;
    const daily = await economy.earn(claimOf(message));
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
