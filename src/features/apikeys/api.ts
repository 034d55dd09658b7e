import { Elysia } from 'elysia';
import { z } from 'zod';
import type { ApiActor } from '../../http/kit/guard.ts';
import { invalid, pointer } from '../../http/kit/issues.ts';
import type { ApiKit } from '../../http/kit/kit.ts';
import { operation } from '../../http/kit/operation.ts';
import { Refused } from '../../http/kit/problem.ts';
import { refusalResponse } from '../../http/kit/refusals.ts';
import {
  described,
  guildId,
  instant,
  iso,
  maybeInstant,
  maybeIso,
  maybeText,
  SAMPLE,
  text,
} from '../../http/kit/shapes.ts';
import { isRefusal } from '../../shared/refusal.ts';
import { scopes } from '../../shared/scopes.ts';
import { type ApiKey, type ListedApiKey, type NewApiKey, newApiKey } from './model.ts';
import { type Excess, RATE } from './rules.ts';
import type { ApiKeys } from './service.ts';
import { apiKeysWording } from './text.ts';

export interface ApiKeysApiDeps {
  readonly apiKeys: Pick<ApiKeys, 'own' | 'within'>;
  readonly kit: ApiKit;
}

const FIELDS = {
  scopes: 'scopes',
  guildIds: 'guild_ids',
  ratePerMinute: 'rate_limit_per_minute',
  expiresAt: 'expires_at',
} as const satisfies Record<Excess['field'], string>;

const scopeList = z.array(z.enum(scopes)).min(1);
const guildList = z.array(guildId).min(1).max(100).nullable();
const rate = z.int().min(RATE.least).max(RATE.most);
const keyId = described(z.uuid(), 'The key’s id.', SAMPLE.id);

const newKey = z
  .strictObject({
    name: newApiKey.shape.name.meta({ description: 'What it is for.', examples: ['ci'] }),
    scopes: described(scopeList, 'What it may do; no more than this key.', ['bytes:write']),
    guild_ids: described(guildList, 'Where; null for every guild. Left out: where this key may.', [
      SAMPLE.guild,
    ]).optional(),
    rate_limit_per_minute: described(
      rate,
      `At most this key’s; ${RATE.standard} or less when left out.`,
      120,
    ).optional(),
    expires_at: z.iso
      .datetime()
      .nullable()
      .meta({
        description: 'Not after this key; null for never. Left out: with this key.',
        examples: ['2027-11-20T12:00:00Z'],
      })
      .optional(),
  })
  .meta({ examples: [{ name: 'ci', scopes: ['bytes:write'], guild_ids: [SAMPLE.guild] }] });

const key = z.object({
  id: keyId,
  name: text('What it is for.', 'ci'),
  prefix: text('The beginning of the key, which is not secret.', 'sd_4f7Qh2Lk'),
  state: z.enum(['active', 'revoked', 'expired']).meta({ description: 'Whether it works.', examples: ['active'] }),
  scopes: described(scopeList, 'What it may do.', ['bytes:write']),
  guild_ids: described(guildList, 'Where; null for every guild.', [SAMPLE.guild]),
  rate_limit_per_minute: described(rate, 'Requests a minute.', 120),
  expires_at: maybeInstant('When it stops working; null for never.'),
  revoked_at: maybeInstant('When it was revoked.'),
  replaced_by: maybeText('The key that came in its place; both work until `overlap_until`.', null),
  overlap_until: maybeInstant('Until when a replaced key works.'),
  created_by: text('Who made it.', SAMPLE.user),
  last_used_at: maybeInstant('To the minute; null for never.'),
  created_at: instant('When it was made.'),
});
const issued = key.extend({ key: text('The key itself, shown this once.', 'sd_4f7Qh2Lk_…') });

const EXAMPLE_KEY = {
  ...{ id: SAMPLE.id, name: 'ci', prefix: 'sd_4f7Qh2Lk', state: 'active', scopes: ['bytes:write'] },
  ...{ guild_ids: [SAMPLE.guild], rate_limit_per_minute: 120, expires_at: null, revoked_at: null, replaced_by: null },
  ...{ overlap_until: null, created_by: SAMPLE.user, last_used_at: null, created_at: SAMPLE.instant },
};
const EXAMPLE_ISSUED = { ...EXAMPLE_KEY, key: 'sd_4f7Qh2Lk_…' };
const MANAGE = { scope: 'keys:manage' } as const;
const ofKey = z.object({ key_id: keyId });

/** What a key is, and what it may do with other keys. */
export function apiKeysApi({ apiKeys, kit }: ApiKeysApiDeps) {
  const within = async (actor: ApiActor) => apiKeys.within(await apiKeys.own(actor));

  return new Elysia({ tags: ['API keys'] })
    .use(kit.plugin)
    .get('/me', async ({ actor }) => keyOf(await apiKeys.own(actor)), {
      right: 'key',
      detail: operation({
        id: 'getMe',
        summary: 'Get the key that asks',
        description: 'What it may do and where, how often, and for how long. Any key may ask.',
        answer: key,
        example: EXAMPLE_KEY,
      }),
    })
    .get('/keys', async ({ actor }) => ({ data: (await (await within(actor)).list()).map(keyOf) }), {
      right: MANAGE,
      detail: operation({
        id: 'listApiKeys',
        summary: 'List API keys',
        description: 'Those that may no more than this one, newest first; ended ones too.',
        answer: z.object({ data: z.array(key).meta({ description: 'The keys.' }) }),
        example: { data: [EXAMPLE_KEY] },
      }),
    })
    .post(
      '/keys',
      async ({ body, actor, request, set }) => {
        const holder = await apiKeys.own(actor);
        const made = await apiKeys.within(holder).create(wishOf(body, holder), actor);
        if ('excesses' in made) throw new Refused('invalid_request', invalid(made.excesses.map(fieldError)));
        if (isRefusal(made)) return refusalResponse(request, made, apiKeysWording);
        set.status = 201;
        set.headers['cache-control'] = 'no-store';
        return { ...keyOf({ ...made.record, state: 'active' }), key: made.key };
      },
      {
        right: MANAGE,
        body: newKey,
        detail: operation({
          id: 'createApiKey',
          summary: 'Make an API key',
          description:
            'With no more scopes, guilds, requests a minute and time than this key has. A repetition makes another key: answers with a secret are not kept.',
          answer: issued,
          example: EXAMPLE_ISSUED,
          status: 201,
          errors: ['expiry_past'],
        }),
      },
    )
    .post(
      '/keys/:key_id/rotations',
      async ({ params, actor, request, set }) => {
        const made = await (await within(actor)).rotate(params.key_id, actor);
        if (isRefusal(made)) return refusalResponse(request, made, apiKeysWording);
        set.status = 201;
        set.headers['cache-control'] = 'no-store';
        return { ...keyOf({ ...made.record, state: 'active' }), key: made.key };
      },
      {
        right: MANAGE,
        params: ofKey,
        detail: operation({
          id: 'rotateApiKey',
          summary: 'Replace an API key',
          description:
            'The new one has the same rights; the old one goes on working for 24 hours. A key may replace itself.',
          answer: issued,
          example: EXAMPLE_ISSUED,
          status: 201,
          errors: ['api_key_unknown', 'api_key_not_active', 'api_key_replaced', 'api_key_exceeds'],
        }),
      },
    )
    .delete(
      '/keys/:key_id',
      async ({ params, actor, request }) => {
        const gone = await (await within(actor)).revoke(params.key_id, actor);
        return isRefusal(gone) ? refusalResponse(request, gone, apiKeysWording) : new Response(null, { status: 204 });
      },
      {
        right: MANAGE,
        params: ofKey,
        detail: operation({
          id: 'revokeApiKey',
          summary: 'Revoke an API key',
          description: 'At once and for good; again changes nothing. Keys that it made stay.',
          answer: null,
          errors: ['api_key_unknown', 'api_key_oneself'],
        }),
      },
    );
}

function wishOf(body: z.output<typeof newKey>, holder: ListedApiKey): NewApiKey {
  const { guild_ids: guildIds, rate_limit_per_minute: ratePerMinute, expires_at: expiresAt } = body;
  return {
    name: body.name,
    scopes: body.scopes,
    guildIds: guildIds === undefined ? holder.guildIds && [...holder.guildIds] : guildIds,
    ratePerMinute: ratePerMinute ?? Math.min(RATE.standard, holder.ratePerMinute),
    expiresAt: expiresAt === undefined ? holder.expiresAt : timeOf(expiresAt),
  };
}

function timeOf(text: string | null): number | null {
  return text === null ? null : Date.parse(text);
}

function fieldError({ field, index }: Excess) {
  const detail = 'It is more than this API key has itself.';
  return { in: 'body' as const, pointer: pointer([FIELDS[field], ...(index === null ? [] : [index])]), detail };
}

function keyOf(one: ApiKey & Pick<ListedApiKey, 'state'>) {
  return {
    ...{ id: one.id, name: one.name, prefix: one.prefix, state: one.state, scopes: one.scopes },
    ...{ guild_ids: one.guildIds, rate_limit_per_minute: one.ratePerMinute, expires_at: maybeIso(one.expiresAt) },
    ...{ revoked_at: maybeIso(one.revokedAt), replaced_by: one.replacedBy, overlap_until: maybeIso(one.overlapUntil) },
    ...{ created_by: one.createdBy, last_used_at: maybeIso(one.lastUsedAt), created_at: iso(one.createdAt) },
  };
}
