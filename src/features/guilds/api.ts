import { Elysia } from 'elysia';
import { z } from 'zod';
import type { ApiKit } from '../../http/kit/kit.ts';
import { operation } from '../../http/kit/operation.ts';
import { Refused } from '../../http/kit/problem.ts';
import { refusalResponse } from '../../http/kit/refusals.ts';
import { ofGuild } from '../../http/kit/shapes.ts';
import { etag, expectedVersion, versionOf } from '../../http/kit/version.ts';
import { isRefusal, refuse } from '../../shared/refusal.ts';
import { guildSettingsInput } from './model.ts';
import type { Guilds } from './service.ts';
import { guildsWording } from './text.ts';

export interface GuildsApiDeps {
  readonly guilds: Pick<Guilds, 'settings' | 'putSettings'>;
  readonly kit: ApiKit;
}

const EXAMPLE = { timezone: 'Europe/Berlin' };
const settings = z
  .strictObject({
    timezone: guildSettingsInput.shape.timezone.meta({
      description: 'An IANA time zone. Days begin and end in it.',
      examples: [EXAMPLE.timezone],
    }),
  })
  .meta({ examples: [EXAMPLE] });

/** What every feature shares of a guild, below `/guilds/{guild_id}/settings`. */
export function guildsApi({ guilds, kit }: GuildsApiDeps) {
  return new Elysia({ prefix: '/guilds/:guild_id/settings', tags: ['Guilds'] })
    .use(kit.plugin)
    .get(
      '',
      async ({ params, set }) => {
        const { timezone } = await guilds.settings(params.guild_id);
        set.headers.etag = etag(versionOf({ timezone }));
        return { timezone };
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
        const version = expectedVersion(request);
        const { timezone } = await guilds.settings(guildId);
        if (version !== versionOf({ timezone })) throw new Refused('version_mismatch');
        const saved = await guilds.putSettings(guildId, body, actor, { timezone });
        if (isRefusal(saved)) {
          if (saved.refused === 'settings_changed_meanwhile') throw new Refused('version_mismatch');
          return refusalResponse(request, refuse('unknown_time_zone', saved.context), guildsWording);
        }
        set.headers.etag = etag(versionOf({ timezone: saved.timezone }));
        return { timezone: saved.timezone };
      },
      {
        right: { scope: 'guilds:manage', guild: 'guild_id' },
        params: ofGuild,
        body: settings,
        detail: operation({
          id: 'replaceGuildSettings',
          summary: 'Replace a guild’s settings',
          description: 'They hold for the bot at once.',
          answer: settings,
          example: EXAMPLE,
          versioned: 'writes',
          errors: ['unknown_time_zone'],
        }),
      },
    );
}
