import {
  AuditLogEvent,
  ButtonStyle,
  ChannelType,
  type Client,
  type ClientEvents,
  ComponentType,
  Events,
  type Guild,
  type GuildTextBasedChannel,
  type Message,
  MessageFlags,
  PermissionFlagsBits,
  type Role,
} from 'discord.js';
import type { Log } from '../platform/log.ts';
import type { Snowflake } from '../shared/ids.ts';
import { createGateway } from './gateway/gateway.ts';
import { intentName, WANTED_INTENTS } from './gateway/intents.ts';
import { info } from './kit/embeds.ts';
import type { SharedRest } from './rest.ts';

/** What became of one step in a real guild. */
export interface SmokeStep {
  readonly name: string;
  readonly ok: boolean;
  readonly text: string;
  /** What to do about it. */
  readonly fix?: string;
}

interface SmokeOptions {
  readonly token: string;
  readonly rest: SharedRest;
  readonly log: Log;
  readonly guildId: Snowflake;
  /** Milliseconds for the login, and for each thing that must be heard. */
  readonly patience?: number;
}

const REASON = 'smarter-dev doctor --live; removed at once';
const NAME = 'smarter-dev check';
const NEEDED = PermissionFlagsBits.ViewChannel | PermissionFlagsBits.SendMessages | PermissionFlagsBits.EmbedLinks;

/**
 * Does once in a real guild what the product does there every day: logs in, writes and changes a message with a button,
 * makes a role, gives it to itself and takes it, reads the audit log. Nothing stays, and nobody is pinged.
 */
export async function smoke({ token, rest, log, guildId, patience = 20_000 }: SmokeOptions): Promise<SmokeStep[]> {
  const steps: SmokeStep[] = [];
  const gateway = createGateway({ token, rest, log, onClient: () => {}, onReady: () => {} });
  await Promise.race([gateway.start(), Bun.sleep(patience)]);
  try {
    const client = gateway.client();
    if (!client) {
      const why = gateway.failure ?? `no login within ${patience / 1000} s`;
      return [bad('Live login', why, 'Mend what doctor says of Discord above, and look at https://discordstatus.com.')];
    }
    steps.push(loggedIn(gateway.off));
    const guild = client.guilds.cache.get(guildId);
    if (!guild) {
      const add = 'Add the bot there, or name another guild: --guild ID.';
      return [...steps, bad('Live guild', `the bot is not in ${guildId}`, add)];
    }
    steps.push(ok('Live guild', `${guild.name}, ${guild.memberCount} members`));
    steps.push(await step('Live message', FIX.message, () => tryMessage(client, guild, patience)));
    steps.push(await step('Live role', FIX.role, () => tryRole(client, guild, patience)));
    steps.push(await step('Live audit log', FIX.audit, () => tryAuditLog(guild)));
    return steps;
  } finally {
    await gateway.close();
  }
}

const FIX = {
  message: 'Give its role View Channel, Send Messages and Embed Links in one text channel.',
  role: 'Give its role Manage Roles.',
  audit: 'Give its role View Audit Log; without it, what moderators do by menus becomes no case.',
} as const;

function loggedIn(off: readonly string[]): SmokeStep {
  const on = WANTED_INTENTS.map(intentName).filter((name) => !off.includes(name));
  return ok('Live login', `connected, with ${on.join(', ')}`);
}

async function step(name: string, fix: string, work: () => Promise<string>): Promise<SmokeStep> {
  try {
    return ok(name, await work());
  } catch (error) {
    return bad(name, error instanceof Error ? error.message : String(error), fix);
  }
}

async function tryMessage(client: Client, guild: Guild, patience: number): Promise<string> {
  const channel = writable(guild);
  if (!channel) throw new Error('there is no text channel in which it may write');
  const heard = hear(client, Events.MessageCreate, patience, ({ channelId, author }) => {
    return channelId === channel.id && author.id === client.user?.id;
  });
  const message = await channel.send({
    embeds: [info('Checking', 'This goes away at once.')],
    components: [{ type: ComponentType.ActionRow, components: [BUTTON] }],
    flags: MessageFlags.SuppressNotifications,
    allowedMentions: { parse: [] },
  });
  try {
    await heard;
    await message.edit({ embeds: [info('Checked', 'This goes away now.')], components: [] });
  } finally {
    await removeQuietly(message);
  }
  return `written in #${channel.name}, heard, changed and removed`;
}

const BUTTON = {
  type: ComponentType.Button,
  style: ButtonStyle.Secondary,
  label: 'Nothing',
  customId: 'smarter-dev-check',
  disabled: true,
} as const;

async function tryRole(client: Client, guild: Guild, patience: number): Promise<string> {
  const role = await guild.roles.create({ name: NAME, permissions: [], reason: REASON });
  try {
    const me = await guild.members.fetchMe();
    const heard = hear(client, Events.GuildMemberUpdate, patience, (_before, { id, roles }) => {
      return id === me.id && roles.cache.has(role.id);
    });
    await me.roles.add(role, REASON);
    await heard;
    await me.roles.remove(role, REASON);
  } finally {
    await removeQuietly(role);
  }
  return 'made, given to itself, heard, taken and removed';
}

async function tryAuditLog(guild: Guild): Promise<string> {
  const { entries } = await guild.fetchAuditLogs({ type: AuditLogEvent.RoleCreate, limit: 5 });
  const own = entries.some(({ executorId, reason }) => executorId === guild.client.user.id && reason === REASON);
  return own ? 'read, and the role of a moment ago is in it' : 'read';
}

/** The last text channel in which the bot may write: there it disturbs least. */
function writable(guild: Guild): GuildTextBasedChannel | undefined {
  const { me } = guild.members;
  return guild.channels.cache
    .filter((channel) => channel.type === ChannelType.GuildText)
    .sort((a, b) => b.rawPosition - a.rawPosition)
    .find((channel) => me && channel.permissionsFor(me).has(NEEDED));
}

/** Waits for an event that is meant. @throws when it does not come in time */
async function hear<Event extends keyof ClientEvents>(
  client: Client,
  event: Event,
  patience: number,
  isMeant: (...args: ClientEvents[Event]) => boolean,
): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  // Whoever fails before listens no more.
  promise.catch(() => undefined);
  const listener = (...args: ClientEvents[Event]) => {
    if (isMeant(...args)) resolve();
  };
  const late = setTimeout(() => reject(new Error(`done, but Discord did not tell of it (${event})`)), patience);
  client.on(event, listener);
  await promise.finally(() => {
    clearTimeout(late);
    client.off(event, listener);
  });
}

async function removeQuietly(thing: Message | Role): Promise<void> {
  await thing.delete().catch(() => undefined);
}

function ok(name: string, text: string): SmokeStep {
  return { name, ok: true, text };
}

function bad(name: string, text: string, fix: string): SmokeStep {
  return { name, ok: false, text, fix };
}
