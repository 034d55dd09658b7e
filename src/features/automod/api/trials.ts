import { Elysia } from 'elysia';
import { z } from 'zod';
import { operation } from '../../../http/kit/operation.ts';
import { Refused } from '../../../http/kit/problem.ts';
import { snowflake } from '../../../shared/ids.ts';
import { isRefusal } from '../../../shared/refusal.ts';
import { type Impact, inputOf, type RuleInput, ruleBody, type Trace } from '../model/index.ts';
import type { Happening, Rule } from '../rules.ts';
import { type AutomodApiDeps, refused } from './deps.ts';
import {
  count,
  EXAMPLE,
  instant,
  MANAGE,
  ofGuild,
  ofMessage,
  ofRule,
  PREFIX,
  READ,
  text,
  time,
  trace,
  traceOf,
  userId,
  verdict,
  verdictOf,
} from './shapes.ts';

const MINUTE = 60_000;
/** Nobody is these; a test is about someone made up. */
const [SOMEBODY, SOMEWHERE, SOMETHING] = ['100000000000000000', '100000000000000001', '100000000000000002'];

const name = (description: string, example: string | null) =>
  z
    .string()
    .max(100)
    .nullable()
    .default(null)
    .meta({ description, examples: [example] });

const sample = z.strictObject({
  kind: z
    .enum(['message', 'edit', 'join', 'profile'])
    .default('message')
    .meta({ description: 'What happens.', examples: ['message'] }),
  username: z
    .string()
    .min(1)
    .max(100)
    .default('somebody')
    .meta({ description: 'Who does it.', examples: ['mallory'] }),
  global_name: name('What they call themselves.', null),
  nickname: name('What they are called here.', null),
  has_avatar: z
    .boolean()
    .default(true)
    .meta({ description: 'Whether they have a picture.', examples: [false] }),
  account_age_minutes: z
    .int()
    .min(0)
    .max(10_000_000)
    .default(1_000_000)
    .meta({ description: 'How old the account is.', examples: [30] }),
  role_ids: z
    .array(snowflake)
    .max(100)
    .default([])
    .meta({ description: 'Their roles.', examples: [[]] }),
  is_staff: z
    .boolean()
    .default(false)
    .meta({ description: 'Whether they are staff.', examples: [false] }),
  channel_id: snowflake.default(SOMEWHERE).meta({ description: 'Where.', examples: ['290926798999650304'] }),
  content: z
    .string()
    .max(4_000)
    .default('')
    .meta({ description: 'What is written.', examples: ['join discord.gg/abcd'] }),
  attachments: z
    .array(
      z.strictObject({
        filename: z
          .string()
          .min(1)
          .max(260)
          .meta({ description: 'Its name.', examples: ['setup.exe'] }),
        size: z
          .int()
          .min(0)
          .default(0)
          .meta({ description: 'Bytes.', examples: [1024] }),
      }),
    )
    .max(10)
    .default([])
    .meta({ description: 'Files with it.' }),
  mentions: z
    .int()
    .min(0)
    .max(100)
    .default(0)
    .meta({ description: 'How many people it names.', examples: [0] }),
  times: z
    .int()
    .min(1)
    .max(50)
    .default(1)
    .meta({ description: 'How often, at once.', examples: [1] }),
});

const testBody = z
  .strictObject({
    rule: ruleBody.optional().meta({ description: 'A rule that is not saved; left out, the guild’s own are tested.' }),
    sample: sample.meta({ description: 'Something made up.' }),
  })
  .meta({ examples: [{ rule: EXAMPLE.body, sample: { attachments: [{ filename: 'setup.exe' }] } }] });

const verdicts = z.object({ data: z.array(verdict).meta({ description: 'Every rule’s verdict, in their order.' }) });

const impact = z.object({
  seen: count('How many messages and joins were looked at; at most 200.', 200),
  since: instant('When the first of them happened.'),
  hits: count('How many the rule would have acted on.', 3),
  people: count('How many people that is.', 2),
  spared: count('How many more it would have hit, but for its exemptions.', 1),
  examples: z
    .array(
      z.object({
        user_id: userId,
        username: text('Who.', 'mallory'),
        reason: text('What the rule saw.', 'the file “a.exe” has .exe'),
        content: z
          .string()
          .nullable()
          .meta({ description: 'What was written.', examples: ['run this'] }),
        at: instant('When.'),
      }),
    )
    .meta({ description: 'The last ten.' }),
});

const IMPACT_EXAMPLE = { seen: 200, since: '2026-11-20T12:00:00.000Z', hits: 0, people: 0, spared: 0, examples: [] };

const impactOf = ({ examples, since, ...figures }: Impact) => ({
  ...figures,
  since: time(since),
  examples: examples.map(({ userId: id, at, ...rest }) => ({ user_id: id, ...rest, at: time(at) })),
});

const traces = z.object({
  data: z.array(trace).meta({ description: 'Each time that it was judged, the first first.' }),
});

/** Trying rules out, and asking why. */
export function trialsApi(deps: AutomodApiDeps) {
  return new Elysia({ prefix: PREFIX, tags: ['Automod trials'] }).use(testRoutes(deps)).use(seenRoutes(deps));
}

function testRoutes({ automod, kit }: AutomodApiDeps) {
  return new Elysia().use(kit.plugin).post(
    '/rules/test',
    async ({ params, body }) => {
      const input = body.rule ? inputOf(body.rule) : null;
      const { times } = body.sample;
      const evaluation = await automod.test(params.guild_id, { input, happening: happeningOf(body.sample), times });
      return { data: evaluation.verdicts.map(verdictOf) };
    },
    {
      right: READ,
      params: ofGuild,
      body: testBody,
      detail: operation({
        id: 'testAutomodRules',
        summary: 'Test rules on something made up',
        description: 'Nothing is saved and nobody is touched. A rule that is given is judged as if it were live.',
        answer: verdicts,
        example: { data: [EXAMPLE.verdict] },
      }),
    },
  );
}

function seenRoutes({ automod, kit }: AutomodApiDeps) {
  async function impactOn(request: Request, guildId: string, input: RuleInput) {
    const found = await automod.impact(guildId, input);
    return isRefusal(found) ? refused(request, found) : impactOf(found);
  }

  return new Elysia()
    .use(kit.plugin)
    .post('/rules/impact', ({ params, body, request }) => impactOn(request, params.guild_id, inputOf(body)), {
      right: MANAGE,
      params: ofGuild,
      body: ruleBody,
      detail: operation({
        id: 'previewAutomodDraft',
        summary: 'See what a rule would have done before saving it',
        description: 'Judges the last messages and joins of the guild that the bot remembers.',
        answer: impact,
        example: IMPACT_EXAMPLE,
        errors: ['automod_bot_silent'],
      }),
    })
    .post(
      '/rules/:rule_id/impact',
      async ({ params: { guild_id: guildId, rule_id: id }, request }) => {
        const found: Rule | null = await automod.rule(guildId, id);
        if (!found) throw new Refused('not_found');
        return impactOn(request, guildId, found);
      },
      {
        right: MANAGE,
        params: ofRule,
        detail: operation({
          id: 'previewAutomodRule',
          summary: 'See what a rule would have done',
          description: 'As if it were live, on the last messages and joins of the guild that the bot remembers.',
          answer: impact,
          example: IMPACT_EXAMPLE,
          errors: ['not_found', 'automod_bot_silent'],
        }),
      },
    )
    .get(
      '/messages/:message_id/trace',
      async ({ params, request }) => {
        const found = await automod.trace(params.guild_id, params.message_id);
        return isRefusal(found) ? refused(request, found) : { data: (found as readonly Trace[]).map(traceOf) };
      },
      {
        right: READ,
        params: ofMessage,
        detail: operation({
          id: 'traceAutomodMessage',
          summary: 'Ask why something or nothing happened',
          description: 'Every rule’s verdict on a message, with its reason. The last 200 of a guild are remembered.',
          answer: traces,
          example: { data: [EXAMPLE.trace] },
          errors: ['automod_message_unknown', 'automod_bot_silent'],
        }),
      },
    );
}

function happeningOf(of: z.infer<typeof sample>): Omit<Happening, 'guildId' | 'at'> {
  const writes = of.kind === 'message' || of.kind === 'edit';
  return {
    kind: of.kind,
    subject: {
      id: SOMEBODY,
      username: of.username,
      globalName: of.global_name,
      nickname: of.nickname,
      hasAvatar: of.has_avatar,
      isBot: false,
      isStaff: of.is_staff,
      roleIds: of.role_ids,
      createdAt: Date.now() - of.account_age_minutes * MINUTE,
    },
    post: writes
      ? {
          id: SOMETHING,
          channelId: of.channel_id,
          parentIds: [],
          content: of.content,
          attachments: of.attachments.map(({ filename, size }) => ({ name: filename, size })),
          mentions: { users: of.mentions, roles: 0, everyone: false },
        }
      : null,
  };
}
