import { Elysia } from 'elysia';
import { z } from 'zod';
import { operation } from '../../../http/kit/operation.ts';
import { Refused } from '../../../http/kit/problem.ts';
import { etag, expectedVersion } from '../../../http/kit/version.ts';
import { snowflake } from '../../../shared/ids.ts';
import { isRefusal } from '../../../shared/refusal.ts';
import { type AutomodState, HALT_REASON_LIMIT } from '../model/index.ts';
import type { AutomodApiDeps } from './deps.ts';
import { instant, MANAGE, ofGuild, PREFIX, READ, text, time } from './shapes.ts';

const problems = z
  .array(
    z.object({
      rule_id: text('Which rule.', '019a6c1e-7f2b-7c3d-9e4f-5a6b7c8d9e0f'),
      rule_name: text('What it is called.', 'Dangerous files'),
      cannot: text('What it cannot do; `run` for all of it.', 'delete messages'),
      channel_id: snowflake.nullable().meta({ description: 'Where; null for everywhere.', examples: [null] }),
      why: text('Why, and how to mend it.', 'The bot lacks the permission “Manage Messages”.'),
    }),
  )
  .meta({
    description: 'What keeps rules from doing what they promise: intents, permissions, channels that are gone.',
  });

const state = z.object({
  halted: z.boolean().meta({ description: 'Whether the emergency stop holds.', examples: [false] }),
  halted_at: instant('Since when; null while rules run.', null),
  halted_by: z
    .string()
    .nullable()
    .meta({ description: 'By whom.', examples: [null] }),
  reason: z
    .string()
    .nullable()
    .meta({ description: 'Why.', examples: [null] }),
  problems,
  unavailable: z
    .array(
      z.object({
        rule_id: text('Which rule.', '019a6c1e-7f2b-7c3d-9e4f-5a6b7c8d9e0f'),
        rule_name: text('What it is called.', 'Dangerous files'),
        problem: text('What is wrong and what to do.', 'Needs the “Message Content Intent”.'),
      }),
    )
    .meta({ description: 'Rules that cannot run now, because Discord does not give the bot what they need.' }),
});

const STATE_EXAMPLE = { halted: false, halted_at: null, halted_by: null, reason: null, problems: [], unavailable: [] };

const wish = z
  .strictObject({
    halted: z.boolean().meta({ description: '`true` stops every rule at once.', examples: [true] }),
    reason: z
      .string()
      .trim()
      .min(1)
      .max(HALT_REASON_LIMIT)
      .optional()
      .meta({ description: 'Why, for the other moderators.', examples: ['It times everybody out'] }),
  })
  .meta({ examples: [{ halted: true, reason: 'It times everybody out' }] });

const alerts = z
  .strictObject({
    alert_channel_id: snowflake
      .nullable()
      .meta({ description: 'Where alerts go; null for nowhere.', examples: [null] }),
    alert_role_id: snowflake
      .nullable()
      .meta({ description: 'Whom grave alerts call; null for nobody.', examples: [null] }),
  })
  .meta({ examples: [{ alert_channel_id: '290926798999650304', alert_role_id: null }] });

const ALERTS_EXAMPLE = { alert_channel_id: '290926798999650304', alert_role_id: null };

/** The emergency stop, and where alerts go. */
export function stateApi(deps: AutomodApiDeps) {
  return new Elysia({ prefix: PREFIX, tags: ['Automod state'] }).use(stopRoutes(deps)).use(alertRoutes(deps));
}

function stopRoutes({ automod, kit }: AutomodApiDeps) {
  const told = async (guildId: string, { haltedAt, haltedBy, haltReason }: AutomodState) => ({
    halted: haltedAt !== null,
    halted_at: time(haltedAt),
    halted_by: haltedBy,
    reason: haltReason,
    problems: (await automod.problems(guildId)).map(({ ruleId, ruleName, cannot, channelId, why }) => ({
      ...{ rule_id: ruleId, rule_name: ruleName, cannot, channel_id: channelId, why },
    })),
    unavailable: (await automod.unavailable(guildId)).map(({ ruleId, ruleName, problem }) => ({
      rule_id: ruleId,
      rule_name: ruleName,
      problem,
    })),
  });

  return new Elysia()
    .use(kit.plugin)
    .get('/state', async ({ params }) => told(params.guild_id, await automod.state(params.guild_id)), {
      right: READ,
      params: ofGuild,
      detail: operation({
        id: 'getAutomodState',
        summary: 'See whether rules run',
        answer: state,
        example: STATE_EXAMPLE,
      }),
    })
    .put(
      '/state',
      async ({ params: { guild_id: guildId }, body, actor }) => {
        const after = body.halted
          ? await automod.halt(guildId, body.reason ?? null, actor)
          : await automod.resume(guildId, actor);
        return told(guildId, after);
      },
      {
        right: MANAGE,
        params: ofGuild,
        body: wish,
        detail: operation({
          id: 'setAutomodState',
          summary: 'Stop or resume',
          description:
            'The emergency stop holds in every process within a second, until somebody resumes. Asking twice changes nothing.',
          answer: state,
          example: {
            ...STATE_EXAMPLE,
            halted: true,
            halted_at: '2026-11-20T12:00:00.000Z',
            halted_by: '80351110224678912',
            reason: 'It times everybody out',
          },
        }),
      },
    );
}

function alertRoutes({ automod, kit }: AutomodApiDeps) {
  const told = ({ alertChannelId, alertRoleId }: AutomodState) => ({
    alert_channel_id: alertChannelId,
    alert_role_id: alertRoleId,
  });

  return new Elysia()
    .use(kit.plugin)
    .get(
      '/alerts',
      async ({ params, set }) => {
        const found = await automod.state(params.guild_id);
        set.headers.etag = etag(found.version);
        return told(found);
      },
      {
        right: READ,
        params: ofGuild,
        detail: operation({
          id: 'getAutomodAlerts',
          summary: 'See where alerts go',
          answer: alerts,
          example: ALERTS_EXAMPLE,
          versioned: 'reads',
        }),
      },
    )
    .put(
      '/alerts',
      async ({ params, body, actor, request, set }) => {
        const wanted = { alertChannelId: body.alert_channel_id, alertRoleId: body.alert_role_id };
        const saved = await automod.putAlerts(params.guild_id, wanted, actor, expectedVersion(request));
        if (isRefusal(saved)) throw new Refused('version_mismatch');
        set.headers.etag = etag(saved.version);
        return told(saved);
      },
      {
        right: MANAGE,
        params: ofGuild,
        body: alerts,
        detail: operation({
          id: 'replaceAutomodAlerts',
          summary: 'Say where alerts go',
          answer: alerts,
          example: ALERTS_EXAMPLE,
          versioned: 'writes',
        }),
      },
    );
}
