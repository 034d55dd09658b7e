import { Elysia } from 'elysia';
import { z } from 'zod';
import { operation } from '../../../http/kit/operation.ts';
import { Refused } from '../../../http/kit/problem.ts';
import { etag, expectedVersion } from '../../../http/kit/version.ts';
import { isRefusal } from '../../../shared/refusal.ts';
import { inputOf, ruleBody } from '../model/index.ts';
import { presetNames, presets } from '../model/presets.ts';
import { MOST_RULES } from '../rules.ts';
import { type AutomodApiDeps, refused } from './deps.ts';
import { EXAMPLE, MANAGE, ofGuild, ofRule, PREFIX, READ, rule, ruleId, ruleOf, text } from './shapes.ts';

const ruleList = z.object({ data: z.array(rule).meta({ description: 'In the order in which they are judged.' }) });
const RULES_EXAMPLE = { data: [EXAMPLE.rule] };

const order = z
  .strictObject({
    rule_ids: z
      .array(ruleId)
      .max(MOST_RULES)
      .meta({
        description: 'Every rule of the guild once, the first to be judged first.',
        examples: [[EXAMPLE.rule.id]],
      }),
  })
  .meta({ examples: [{ rule_ids: [EXAMPLE.rule.id] }] });

const ofPreset = z.object({
  ...ofGuild.shape,
  preset: z.enum(presetNames).meta({ description: 'The preset’s name.', examples: ['python_help'] }),
});

const presetList = z.object({
  data: z
    .array(
      z.object({
        name: text('What it is asked for by.', 'python_help'),
        title: text('What it is called.', 'Python help server'),
        description: text('Whom it is for.', 'Many newcomers who paste code and files.'),
        rules: z.array(z.string()).meta({ description: 'The names of its rules.', examples: [['Dangerous files']] }),
      }),
    )
    .meta({ description: 'All presets.' }),
});

const presetRows = () =>
  presetNames.map((name) => {
    const { title, description, rules } = presets[name];
    return { name, title, description, rules: rules.map((one) => one.name) };
  });

/** A guild's rules. */
export function rulesApi(deps: AutomodApiDeps) {
  return new Elysia({ prefix: PREFIX, tags: ['Automod rules'] })
    .use(readRoutes(deps))
    .use(writeRoutes(deps))
    .use(listRoutes(deps));
}

function readRoutes({ automod, kit }: AutomodApiDeps) {
  return new Elysia()
    .use(kit.plugin)
    .get('/rules', async ({ params }) => ({ data: (await automod.rules(params.guild_id)).map(ruleOf) }), {
      right: READ,
      params: ofGuild,
      detail: operation({
        id: 'listAutomodRules',
        summary: 'List the rules',
        description: 'In the order in which they are judged.',
        answer: ruleList,
        example: RULES_EXAMPLE,
      }),
    })
    .get(
      '/rules/:rule_id',
      async ({ params, set }) => {
        const found = await automod.rule(params.guild_id, params.rule_id);
        if (!found) throw new Refused('not_found');
        set.headers.etag = etag(found.version);
        return ruleOf(found);
      },
      {
        right: READ,
        params: ofRule,
        detail: operation({
          id: 'getAutomodRule',
          summary: 'Get a rule',
          answer: rule,
          example: EXAMPLE.rule,
          versioned: 'reads',
          errors: ['not_found'],
        }),
      },
    );
}

function writeRoutes({ automod, kit }: AutomodApiDeps) {
  return new Elysia()
    .use(kit.plugin)
    .post(
      '/rules',
      (context) =>
        kit.once(context, async () => {
          const { params, body, actor, request } = context;
          const added = await automod.addRule(params.guild_id, inputOf(body), actor);
          if (isRefusal(added)) return refused(request, added);
          return Response.json(ruleOf(added), { status: 201, headers: { etag: etag(added.version) } });
        }),
      {
        right: MANAGE,
        params: ofGuild,
        body: ruleBody,
        detail: operation({
          id: 'createAutomodRule',
          summary: 'Add a rule',
          description:
            'Behind the others, and in shadow unless told otherwise. A pattern that cannot be used is told with what to do.',
          answer: rule,
          example: EXAMPLE.rule,
          status: 201,
          once: true,
          errors: ['automod_rules_limit', 'automod_patterns_limit', 'automod_rule_name_taken'],
        }),
      },
    )
    .put(
      '/rules/:rule_id',
      async ({ params, body, actor, request, set }) => {
        const change = { input: inputOf(body), version: expectedVersion(request) };
        const saved = await automod.putRule(params.guild_id, params.rule_id, change, actor);
        if (isRefusal(saved)) {
          if (saved.refused === 'automod_rule_changed') throw new Refused('version_mismatch');
          return refused(request, saved);
        }
        set.headers.etag = etag(saved.version);
        return ruleOf(saved);
      },
      {
        right: MANAGE,
        params: ofRule,
        body: ruleBody,
        detail: operation({
          id: 'replaceAutomodRule',
          summary: 'Replace a rule',
          description:
            'In force everywhere within a second. One that was held back because it removed too many people works again.',
          answer: rule,
          example: EXAMPLE.rule,
          versioned: 'writes',
          errors: ['automod_rule_unknown', 'automod_patterns_limit', 'automod_rule_name_taken'],
        }),
      },
    )
    .delete(
      '/rules/:rule_id',
      async ({ params, actor, request }) => {
        const no = await automod.removeRule(params.guild_id, params.rule_id, actor);
        return no ? refused(request, no) : new Response(null, { status: 204 });
      },
      {
        right: MANAGE,
        params: ofRule,
        detail: operation({
          id: 'deleteAutomodRule',
          summary: 'Delete a rule',
          description: 'What it did stays in the log.',
          answer: null,
          errors: ['automod_rule_unknown'],
        }),
      },
    );
}

function listRoutes({ automod, kit }: AutomodApiDeps) {
  return new Elysia()
    .use(kit.plugin)
    .put(
      '/rules/order',
      async ({ params, body, actor, request }) => {
        const sorted = await automod.orderRules(params.guild_id, body.rule_ids, actor);
        return isRefusal(sorted) ? refused(request, sorted) : { data: sorted.map(ruleOf) };
      },
      {
        right: MANAGE,
        params: ofGuild,
        body: order,
        detail: operation({
          id: 'orderAutomodRules',
          summary: 'Sort the rules',
          answer: ruleList,
          example: RULES_EXAMPLE,
          errors: ['automod_order_incomplete'],
        }),
      },
    )
    .get('/presets', () => ({ data: presetRows() }), {
      right: READ,
      params: ofGuild,
      detail: operation({
        id: 'listAutomodPresets',
        summary: 'List the presets',
        description: 'Rules to begin with, by the kind of community.',
        answer: presetList,
        example: { data: presetRows().slice(0, 1) },
      }),
    })
    .put(
      '/presets/:preset',
      async ({ params, actor, request }) => {
        const added = await automod.applyPreset(params.guild_id, params.preset, actor);
        return isRefusal(added) ? refused(request, added) : { data: added.map(ruleOf) };
      },
      {
        right: MANAGE,
        params: ofPreset,
        detail: operation({
          id: 'applyAutomodPreset',
          summary: 'Add a preset’s rules',
          description:
            'In shadow. Rules whose name is there already are left as they are. The answer holds the new ones.',
          answer: ruleList,
          example: RULES_EXAMPLE,
          errors: ['automod_rules_limit', 'automod_patterns_limit'],
        }),
      },
    );
}
