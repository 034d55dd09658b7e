import { DiscordAPIError, PermissionFlagsBits, type REST, RESTJSONErrorCodes, Routes } from 'discord.js';
import type { Clock } from '../platform/clock.ts';
import type { Snowflake } from '../shared/ids.ts';
import type { Breaker, CallKind } from './breaker.ts';
import { type Directory, DiscordAway } from './directory/directory.ts';
import type { GuildInfo, MemberInfo, RoleInfo } from './directory/model.ts';
import { guildPermissions, topPosition } from './directory/permissions.ts';
import { cut } from './kit/embeds.ts';

/** `problem`: a sentence of what is wrong; `lasting` when trying again is of no use until somebody mends it. */
export type Outcome =
  | { readonly done: true }
  | { readonly done: false; readonly problem: string; readonly lasting: boolean };

export interface MessageRef {
  readonly id: Snowflake;
  readonly channelId: Snowflake;
}

/**
 * What the bot does to people and messages. Nothing is tried against the owner, administrators or whoever stands as high
 * as the bot; reasons go to the guild's audit log, cut at 512 characters. Never throws for what Discord refuses.
 */
export interface Deeds {
  /** Messages that are gone already count as deleted. */
  remove(guildId: Snowflake, messages: readonly MessageRef[], reason: string): Promise<Outcome>;
  /** @param until epoch milliseconds; null lifts the timeout */
  timeout(guildId: Snowflake, userId: Snowflake, until: number | null, reason: string): Promise<Outcome>;
  kick(guildId: Snowflake, userId: Snowflake, reason: string): Promise<Outcome>;
  /** @param deleteSeconds how far back their messages go as well */
  ban(guildId: Snowflake, userId: Snowflake, deleteSeconds: number, reason: string): Promise<Outcome>;
  unban(guildId: Snowflake, userId: Snowflake, reason: string): Promise<Outcome>;
  /** By direct message. */
  tell(guildId: Snowflake, userId: Snowflake, content: string): Promise<Outcome>;
  /** Pings the role, if any, and nobody else. */
  post(guildId: Snowflake, channelId: Snowflake, content: string, roleId: Snowflake | null): Promise<Outcome>;
}

const DONE: Outcome = { done: true };
const LONGEST_REASON = 512;
const LONGEST_MESSAGE = 2000;

/** What Discord calls gone, which is what was wanted. */
const GONE: readonly (string | number)[] = [RESTJSONErrorCodes.UnknownMessage, RESTJSONErrorCodes.UnknownBan];

export function createDeeds({
  rest,
  directory,
  clock,
  breaker,
}: {
  readonly rest: REST;
  readonly directory: Directory;
  readonly clock: Clock;
  readonly breaker: Breaker;
}): Deeds {
  async function attempt(guildId: Snowflake, kind: CallKind, work: () => Promise<unknown>): Promise<Outcome> {
    if (breaker.openUntil(guildId, kind) !== null)
      return no('Discord refused this often, so it rests for a while.', true);
    try {
      await work();
      breaker.report(guildId, kind, null);
      return DONE;
    } catch (error) {
      breaker.report(guildId, kind, error);
      return judge(error);
    }
  }

  /** Why nothing may be done to somebody; null when it may. */
  async function untouchable(guildId: Snowflake, userId: Snowflake): Promise<Outcome | null> {
    try {
      const [guild, roles, self, member] = await Promise.all([
        directory.guild(guildId),
        directory.roles(guildId),
        directory.self(guildId),
        directory.member(guildId, userId),
      ]);
      if (!guild || !roles || !self) return no('The bot is not in this server.', true);
      if (userId === guild.ownerId) return no('This person owns the server.', false);
      return member && aboveTheBot({ guild, roles, self, member }, clock.now());
    } catch (error) {
      return judge(error);
    }
  }

  async function against(guildId: Snowflake, userId: Snowflake, kind: CallKind, work: () => Promise<unknown>) {
    return (await untouchable(guildId, userId)) ?? attempt(guildId, kind, work);
  }

  const audited = (reason: string) => ({ reason: cut(reason, LONGEST_REASON) });

  return {
    async remove(guildId, messages, reason) {
      let worst: Outcome = DONE;
      const closed = new Set<Snowflake>();
      for (const { id, channelId } of messages) {
        if (closed.has(channelId)) continue;
        const outcome = await attempt(guildId, `delete ${channelId}`, () =>
          rest.delete(Routes.channelMessage(channelId, id), audited(reason)),
        );
        if (outcome.done) continue;
        worst = outcome;
        if (outcome.lasting) closed.add(channelId);
      }
      return worst;
    },
    timeout: (guildId, userId, until, reason) =>
      against(guildId, userId, 'timeout', () =>
        rest.patch(Routes.guildMember(guildId, userId), {
          body: { communication_disabled_until: until === null ? null : new Date(until).toISOString() },
          ...audited(reason),
        }),
      ),
    kick: (guildId, userId, reason) =>
      against(guildId, userId, 'kick', () => rest.delete(Routes.guildMember(guildId, userId), audited(reason))),
    ban: (guildId, userId, deleteSeconds, reason) =>
      against(guildId, userId, 'ban', () =>
        rest.put(Routes.guildBan(guildId, userId), {
          body: { delete_message_seconds: deleteSeconds },
          ...audited(reason),
        }),
      ),
    unban: (guildId, userId, reason) =>
      attempt(guildId, 'ban', () => rest.delete(Routes.guildBan(guildId, userId), audited(reason))),
    tell: (guildId, userId, content) =>
      attempt(guildId, 'tell', async () => {
        const channel = (await rest.post(Routes.userChannels(), { body: { recipient_id: userId } })) as { id: string };
        await rest.post(Routes.channelMessages(channel.id), { body: message(content) });
      }),
    post: (guildId, channelId, content, roleId) =>
      attempt(guildId, `post ${channelId}`, () =>
        rest.post(Routes.channelMessages(channelId), {
          body: message(roleId ? `<@&${roleId}> ${content}` : content, roleId ? [roleId] : []),
        }),
      ),
  };
}

interface Standing {
  readonly guild: GuildInfo;
  readonly roles: readonly RoleInfo[];
  readonly self: MemberInfo;
  readonly member: MemberInfo;
}

function aboveTheBot({ guild, roles, self, member }: Standing, now: number): Outcome | null {
  if (member.userId === self.userId) return no('The bot does nothing to itself.', false);
  if (guildPermissions(guild, roles, member, now) & PermissionFlagsBits.Administrator)
    return no('This person is an administrator.', false);
  if (self.userId !== guild.ownerId && topPosition(roles, member) >= topPosition(roles, self))
    return no('This person’s highest role stands above the bot’s. Move the bot’s role up.', false);
  return null;
}

function message(content: string, roles: readonly Snowflake[] = []) {
  return { content: cut(content, LONGEST_MESSAGE), allowed_mentions: { parse: [], roles } };
}

function no(problem: string, lasting: boolean): Outcome {
  return { done: false, problem, lasting };
}

function judge(error: unknown): Outcome {
  if (error instanceof DiscordAway) return no('Discord does not answer.', false);
  if (!(error instanceof DiscordAPIError)) return no(error instanceof Error ? error.message : String(error), false);
  if (GONE.includes(error.code)) return DONE;
  switch (error.code) {
    case RESTJSONErrorCodes.UnknownMember:
    case RESTJSONErrorCodes.UnknownUser:
      return no('This person is not in the server.', false);
    case RESTJSONErrorCodes.UnknownChannel:
      return no('The channel is not there any more. Choose another one.', true);
    case RESTJSONErrorCodes.CannotSendMessagesToThisUser:
      return no('This person takes no messages from the bot.', false);
    default:
      if (error.status === 403 || error.status === 401) return no('The bot lacks the permission for this.', true);
      return no(`Discord refused: ${error.message}`, false);
  }
}
