import { type Guild, type GuildTextBasedChannel, PermissionFlagsBits } from 'discord.js';
import type { Log } from '../platform/log.ts';
import { info } from './kit/embeds.ts';

const NEEDED = PermissionFlagsBits.ViewChannel | PermissionFlagsBits.SendMessages | PermissionFlagsBits.EmbedLinks;

/** Says hello in a guild that the bot just joined: in the first channel it may write to, else to the guild's owner. */
export async function welcome(guild: Guild, dashboardUrl: string | undefined, log: Log): Promise<void> {
  const message = { embeds: [greeting(dashboardUrl)] };
  try {
    const channel = writableChannel(guild);
    await (channel ? channel.send(message) : (await guild.fetchOwner()).send(message));
  } catch (error) {
    log.info({ err: error, guild_id: guild.id }, 'nobody to say hello to');
  }
}

/** The guild's system channel if the bot may write there, else the topmost text channel where it may. */
function writableChannel(guild: Guild): GuildTextBasedChannel | null {
  const me = guild.members.me;
  if (!me) return null;
  const candidates = guild.channels.cache
    .filter((channel) => channel.isTextBased() && !channel.isThread() && !channel.isVoiceBased())
    .sort(
      (a, b) =>
        Number(b.id === guild.systemChannelId) - Number(a.id === guild.systemChannelId) ||
        a.rawPosition - b.rawPosition,
    );
  const found = candidates.find((channel) => channel.permissionsFor(me).has(NEEDED));
  return found?.isTextBased() ? found : null;
}

function greeting(dashboardUrl: string | undefined) {
  const setUp = dashboardUrl ? ` Set me up at ${dashboardUrl}.` : '';
  return info(
    'Hello, I am Smarter Dev',
    `Say something each day to earn bytes, and send them to whoever helped you.${setUp}`,
    {
      footer: 'Type /bytes to begin',
    },
  );
}
