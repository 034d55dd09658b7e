import type { Clock } from '../../../platform/clock.ts';
import type { Snowflake } from '../../../shared/ids.ts';
import { type Refusal, refuse } from '../../../shared/refusal.ts';
import { createEngine, prepareRules } from '../engine/index.ts';
import type { Impact, RuleInput, Trace } from '../model/index.ts';
import type { Evaluation, Happening, Rule } from '../rules.ts';
import type { Ears, Question } from './ears.ts';
import type { LiveRules } from './live.ts';
import type { Recent } from './recent.ts';

const EXAMPLES = 10;
/** A rule that was not saved has this id. */
const DRAFT = 'draft';

interface TrialDeps {
  readonly clock: Clock;
  readonly live: LiveRules;
  readonly ears: Ears;
}

/** Trying rules out: nothing is written and nobody is touched. */
export function createTrials({ clock, live, ears }: TrialDeps) {
  return {
    /** What a rule, or the guild's rules when it is null, would say to something made up, sent `times` times. */
    async test(
      guildId: Snowflake,
      {
        input,
        happening,
        times,
      }: { input: RuleInput | null; happening: Omit<Happening, 'guildId' | 'at'>; times: number },
    ): Promise<Evaluation> {
      const rules = input
        ? [draftOf(guildId, input)]
        : (await live.inForce(guildId)).guild.rules.map(({ rule }) => rule);
      const engine = createEngine();
      const guild = prepareRules(guildId, rules);
      const at = clock.now();
      const evaluate = (index: number) =>
        engine.evaluate(guild, { ...again(happening, index), guildId, at: at + index });
      let evaluation = evaluate(0);
      for (let index = 1; index < times; index += 1) evaluation = evaluate(index);
      return evaluation;
    },

    /** What a rule would have done, live, to what the bot has seen of the guild of late: at most 200 happenings. */
    async impact(guildId: Snowflake, input: RuleInput): Promise<Impact | Silent> {
      const told = await ears.ask(guildId, { kind: 'impact', input });
      return told === 'silent' ? SILENT : told;
    },

    /** Every time that the message was judged, oldest first, with every rule's reason. */
    async trace(
      guildId: Snowflake,
      messageId: Snowflake,
    ): Promise<readonly Trace[] | Silent | Refusal<'automod_message_unknown'>> {
      const found = await ears.ask(guildId, { kind: 'trace', messageId });
      if (found === 'silent') return SILENT;
      return found.length === 0 ? refuse('automod_message_unknown') : found;
    },

    /** What was judged last, newest first. */
    async traces(guildId: Snowflake, limit: number): Promise<readonly Trace[] | Silent> {
      const found = await ears.ask(guildId, { kind: 'traces', limit });
      return found === 'silent' ? SILENT : found;
    },
  };
}

type Silent = Refusal<'automod_bot_silent'>;

const SILENT: Silent = refuse('automod_bot_silent');

/** Answers by what this process has judged of late. */
export function createMemoryOf({ live, recent }: Pick<TrialDeps, 'live'> & { readonly recent: Recent }) {
  function impact(guildId: Snowflake, input: RuleInput): Impact {
    const seen = recent.of(guildId).map(({ happening }) => happening);
    const hits = replay(guildId, draftOf(guildId, input), seen);
    const bare = draftOf(guildId, { ...input, exemptRoles: [], exemptChannels: [], exemptStaff: false });
    return {
      seen: seen.length,
      since: seen[0]?.at ?? null,
      hits: hits.length,
      people: new Set(hits.map(({ happening }) => happening.subject.id)).size,
      spared: replay(guildId, bare, seen).length - hits.length,
      examples: hits.slice(-EXAMPLES).map(exampleOf),
    };
  }

  return (guildId: Snowflake, question: Question) => {
    switch (question.kind) {
      case 'impact':
        return impact(guildId, question.input);
      case 'trace': {
        const of = recent.of(guildId).filter(({ happening }) => happening.post?.id === question.messageId);
        return of.map(traceOf);
      }
      case 'traces':
        return recent.of(guildId).slice(-question.limit).toReversed().map(traceOf);
      case 'lacking':
        return live.lacking();
    }
  };
}

function draftOf(guildId: Snowflake, input: RuleInput): Rule {
  return { ...input, mode: 'live', id: DRAFT, guildId, priority: 1, trippedAt: null, version: 0 };
}

/** Each time another message: the first ids that Discord gave are the lowest. */
function again<H extends Pick<Happening, 'post'>>(happening: H, index: number): H {
  const { post } = happening;
  return post ? { ...happening, post: { ...post, id: String(BigInt(post.id) + BigInt(index)) } } : happening;
}

function replay(guildId: Snowflake, rule: Rule, happenings: readonly Happening[]): Evaluation[] {
  const engine = createEngine();
  const guild = prepareRules(guildId, [rule]);
  return happenings
    .map((happening) => engine.evaluate(guild, happening))
    .filter(({ verdicts }) => verdicts.some(({ outcome }) => outcome === 'fired' || outcome === 'alert_only'));
}

function exampleOf({ happening: { subject, post, at }, verdicts }: Evaluation): Impact['examples'][number] {
  const { id: userId, username } = subject;
  return { userId, username, reason: verdicts[0]?.reason ?? '', content: post?.content ?? null, at };
}

function traceOf({ happening, verdicts }: Evaluation): Trace {
  const { kind, at, post, subject } = happening;
  return { kind, at, messageId: post?.id ?? null, userId: subject.id, username: subject.username, verdicts };
}
