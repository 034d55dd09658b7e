import { Elysia } from 'elysia';
import { z } from 'zod';
import { operation } from '../../../http/kit/operation.ts';
import { Refused } from '../../../http/kit/problem.ts';
import { ofGuild } from '../../../http/kit/shapes.ts';
import { etag, expectedVersion } from '../../../http/kit/version.ts';
import {
  EXAMPLE,
  inputOf,
  issued,
  MANAGE,
  ofWebhook,
  PREFIX,
  READ,
  refused,
  type WebhooksApiDeps,
  webhook,
  webhookOf,
  wish,
} from './shapes.ts';

/** A guild's webhooks. */
export function webhooksApi({ webhooks, kit }: WebhooksApiDeps) {
  return new Elysia({ prefix: PREFIX, tags: ['Webhooks'] })
    .use(kit.plugin)
    .get('', async ({ params }) => ({ data: (await webhooks.list(params.guild_id)).map(webhookOf) }), {
      right: READ,
      params: ofGuild,
      detail: operation({
        id: 'listWebhooks',
        summary: 'List webhooks',
        description: 'All of them, oldest first. Secrets are not told again.',
        answer: z.object({ data: z.array(webhook).meta({ description: 'The webhooks.' }) }),
        example: { data: [EXAMPLE.webhook] },
      }),
    })
    .post(
      '',
      async ({ params, body, actor, request, set }) => {
        const made = await webhooks.create(params.guild_id, inputOf(body), actor);
        if ('refused' in made) return refused(request, made);
        set.status = 201;
        set.headers.etag = etag(made.webhook.version);
        set.headers['cache-control'] = 'no-store';
        return { ...webhookOf(made.webhook), secret: made.secret };
      },
      {
        right: MANAGE,
        params: ofGuild,
        body: wish,
        detail: operation({
          id: 'createWebhook',
          summary: 'Create a webhook',
          description:
            'It hears of what happens from now on. The secret is shown this once. A repetition makes another one: answers with a secret are not kept.',
          answer: issued,
          example: EXAMPLE.issued,
          status: 201,
          versioned: 'reads',
          errors: ['webhook_url_refused', 'webhooks_limit'],
        }),
      },
    )
    .get(
      '/:webhook_id',
      async ({ params, request, set }) => {
        const found = await webhooks.find(params.guild_id, params.webhook_id);
        if ('refused' in found) return refused(request, found);
        set.headers.etag = etag(found.version);
        return webhookOf(found);
      },
      {
        right: READ,
        params: ofWebhook,
        detail: operation({
          id: 'getWebhook',
          summary: 'Get a webhook',
          answer: webhook,
          example: EXAMPLE.webhook,
          versioned: 'reads',
          errors: ['webhook_unknown'],
        }),
      },
    )
    .put(
      '/:webhook_id',
      async ({ params, body, actor, request, set }) => {
        const change = { actor, expectedVersion: expectedVersion(request) ?? null };
        const saved = await webhooks.edit(params.guild_id, params.webhook_id, inputOf(body), change);
        if ('refused' in saved && saved.refused === 'webhook_changed_meanwhile') throw new Refused('version_mismatch');
        if ('refused' in saved) return refused(request, saved);
        set.headers.etag = etag(saved.version);
        return webhookOf(saved);
      },
      {
        right: MANAGE,
        params: ofWebhook,
        body: wish,
        detail: operation({
          id: 'replaceWebhook',
          summary: 'Replace a webhook’s settings',
          description: 'All of them. The secret stays.',
          answer: webhook,
          example: EXAMPLE.webhook,
          versioned: 'writes',
          errors: ['webhook_unknown', 'webhook_url_refused'],
        }),
      },
    )
    .delete(
      '/:webhook_id',
      async ({ params, actor, request }) => {
        const no = await webhooks.remove(params.guild_id, params.webhook_id, actor);
        return no ? refused(request, no) : new Response(null, { status: 204 });
      },
      {
        right: MANAGE,
        params: ofWebhook,
        detail: operation({
          id: 'deleteWebhook',
          summary: 'Delete a webhook',
          description: 'What waits to be sent is not sent any more.',
          answer: null,
          errors: ['webhook_unknown'],
        }),
      },
    )
    .post(
      '/:webhook_id/secret',
      async ({ params, actor, request, set }) => {
        const made = await webhooks.rotate(params.guild_id, params.webhook_id, actor);
        if ('refused' in made) return refused(request, made);
        set.headers['cache-control'] = 'no-store';
        return { ...webhookOf(made.webhook), secret: made.secret };
      },
      {
        right: MANAGE,
        params: ofWebhook,
        detail: operation({
          id: 'rotateWebhookSecret',
          summary: 'Give a webhook a new secret',
          description: 'For a day, deliveries are signed with both. The new one is shown this once.',
          answer: issued,
          example: EXAMPLE.issued,
          errors: ['webhook_unknown'],
        }),
      },
    );
}
