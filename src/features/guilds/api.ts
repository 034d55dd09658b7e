import { Elysia } from 'elysia';
import { z } from 'zod';
import type { ApiKit } from '../../http/kit/kit.ts';
import { operation } from '../../http/kit/operation.ts';
import { Refused } from '../../http/kit/problem.ts';
import { refusalResponse } from '../../http/kit/refusals.ts';
import { ofGuild } from '../../http/kit/shapes.ts';
import { etag, expectedVersion, versionOf } from '../../http/kit/version.ts';
import { isRefusal, refuse } from '../../shared/refusal.ts';
import { type GuildChoices, type GuildSettings, guildSettingsInput } from './model.ts';
import type { Guilds } from './service.ts';
import { guildsWording } from './text.ts';

export interface GuildsApiDeps {
  readonly guilds: Pick<Guilds, 'settings' | 'putSettings'>;
  readonly kit: ApiKit;
}

const EXAMPLE = {
  timezone: 'Europe/Berlin',
  is_public: false,
  log_channel_id: '290926798999650304',
  appeal: 'Write to appeals@example.org; we answer within two days.',
  tells_warned: true,
};
const { timezone, isPublic, logChannelId, appeal, tellsWarned } = guildSettingsInput.shape;
const fields = {
  timezone: timezone.meta({
    description: 'An IANA time zone. Days begin and end in it.',
    examples: [EXAMPLE.timezone],
  }),
  is_public: isPublic.unwrap().meta({
    description: 'Whether the guild’s name, figures, leaderboard and standings are shown to everybody.',
    examples: [EXAMPLE.is_public],
  }),
  log_channel_id: logChannelId.unwrap().meta({
    description: 'Where cases are told of, and alerts that have no channel of their own; null for nowhere.',
    examples: [EXAMPLE.log_channel_id],
  }),
  appeal: appeal.unwrap().meta({
    description: 'How to appeal, in direct messages about cases; null for “ask a moderator”.',
    examples: [EXAMPLE.appeal],
  }),
  tells_warned: tellsWarned.unwrap().meta({
    description: 'Whether who is warned is told so by direct message.',
    examples: [EXAMPLE.tells_warned],
  }),
};
const settings = z.strictObject(fields).meta({ examples: [EXAMPLE] });
const wish = z
  .strictObject({
    ...fields,
    is_public: fields.is_public.optional(),
    log_channel_id: fields.log_channel_id.optional(),
    appeal: fields.appeal.optional(),
    tells_warned: fields.tells_warned.optional(),
  })
  .meta({ examples: [EXAMPLE] });

/** What every feature shares of a guild, below `/guilds/{guild_id}/settings`. */
export function guildsApi({ guilds, kit }: GuildsApiDeps) {
  async function current(guildId: string): Promise<{ stored: GuildSettings; version: number }> {
    const stored = await guilds.settings(guildId);
    return { stored, version: versionOf(told(stored)) };
  }

  return new Elysia({ prefix: '/guilds/:guild_id/settings', tags: ['Guilds'] })
    .use(kit.plugin)
    .get(
      '',
      async ({ params, set }) => {
        const { stored, version } = await current(params.guild_id);
        set.headers.etag = etag(version);
        return told(stored);
      },
      {
        right: { scope: 'guilds:read', guild: 'guild_id' },
        params: ofGuild,
        detail: operation({
          id: 'getGuildSettings',
          summary: 'Get a guild’s settings',
          description: 'UTC until somebody chooses a time zone. Settings of features have addresses of their own.',
          answer: settings,
          example: EXAMPLE,
          versioned: 'reads',
        }),
      },
    )
    .put(
      '',
      async ({ params: { guild_id: guildId }, body, actor, request, set }) => {
        const asked = expectedVersion(request);
        const { stored, version } = await current(guildId);
        if (asked !== version) throw new Refused('version_mismatch');
        const input = {
          timezone: body.timezone,
          isPublic: body.is_public,
          logChannelId: body.log_channel_id,
          appeal: body.appeal,
          tellsWarned: body.tells_warned,
        };
        const saved = await guilds.putSettings(guildId, input, actor, stored);
        if (isRefusal(saved)) {
          if (saved.refused === 'settings_changed_meanwhile') throw new Refused('version_mismatch');
          return refusalResponse(request, refuse('unknown_time_zone', saved.context), guildsWording);
        }
        set.headers.etag = etag(versionOf(told(saved)));
        return told(saved);
      },
      {
        right: { scope: 'guilds:manage', guild: 'guild_id' },
        params: ofGuild,
        body: wish,
        detail: operation({
          id: 'replaceGuildSettings',
          summary: 'Replace a guild’s settings',
          description: 'They hold for the bot at once. What is left out besides the time zone stays as it is.',
          answer: settings,
          example: EXAMPLE,
          versioned: 'writes',
          errors: ['unknown_time_zone'],
        }),
      },
    );
}

function told({ timezone: zone, isPublic: shown, logChannelId: log, appeal: line, tellsWarned: tells }: GuildChoices) {
  return { timezone: zone, is_public: shown, log_channel_id: log, appeal: line, tells_warned: tells };
}
