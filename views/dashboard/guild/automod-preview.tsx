import type { Outcome, Verdict } from '../../../src/features/automod/rules.ts';
import { Badge, type BadgeTone } from '../../ui/badge.tsx';
import { Card, Note } from '../../ui/card.tsx';
import { RelativeTime, utc } from '../../ui/time.tsx';
import { count } from './automod-frame.tsx';
import type { RulePreview } from './automod-values.ts';

const OUTCOMES: Readonly<Record<Outcome, { text: string; tone: BadgeTone }>> = {
  fired: { text: 'Acts', tone: 'danger' },
  shadow: { text: 'Would act', tone: 'info' },
  alert_only: { text: 'Alerts only', tone: 'warning' },
  missed: { text: 'No match', tone: 'neutral' },
  exempt: { text: 'Exempt', tone: 'neutral' },
  cooling: { text: 'Cooling down', tone: 'neutral' },
  stopped: { text: 'Left out', tone: 'neutral' },
  halted: { text: 'Stopped', tone: 'warning' },
  off: { text: 'Off', tone: 'neutral' },
  other_event: { text: 'Other event', tone: 'neutral' },
  unavailable: { text: 'Cannot run', tone: 'warning' },
};

export function OutcomeBadge({ outcome }: { outcome: Outcome }) {
  return <Badge {...OUTCOMES[outcome]} />;
}

/** Every rule's verdict with its reason, in the order in which they were judged. */
export function Verdicts({
  verdicts,
}: {
  verdicts: readonly Pick<Verdict, 'ruleId' | 'ruleName' | 'outcome' | 'reason'>[];
}) {
  return (
    <ol class="automod-verdicts">
      {verdicts.map(({ ruleName, outcome, reason }) => (
        <li>
          <OutcomeBadge outcome={outcome} />
          <span>
            <strong safe>{ruleName}</strong>
            <span class="text-secondary" safe>{` ${reason}`}</span>
          </span>
        </li>
      ))}
    </ol>
  );
}

/** The sentence that writes itself, what was tried, and whom the rule would have caught. */
export function PreviewCard({ preview, now }: { preview: RulePreview; now: number }) {
  const { sentence, impact, trouble, tried, hasPatterns } = preview;
  return (
    <aside id="rule-preview" class="stack automod-preview" aria-label="Preview of the rule">
      <Card title="The rule in words">
        <p class="automod-lead" safe>
          {sentence ?? 'Not a rule yet: mend what is marked when you save, and what it would do is shown here.'}
        </p>
        {tried ? (
          <div role="status">
            <Verdicts verdicts={[{ ...tried, ruleName: 'What you tried' }]} />
          </div>
        ) : null}
      </Card>
      {trouble ? <Note tone="warning" text={trouble} /> : null}
      {impact ? (
        <Card title="What it would have done" hint={seenText(impact.seen, impact.since)}>
          <p class="automod-lead" safe>
            {impact.seen === 0
              ? 'Nothing is remembered yet. The bot remembers the last 200 messages and joins since it started, while the server has a rule.'
              : `${impact.hits} of ${impact.seen} would have been caught, of ${count(impact.people, 'member')}. ${impact.spared} more are spared by its exemptions, such as staff.`}
          </p>
          {impact.examples.length > 0 ? (
            <ul class="automod-examples">
              {impact.examples.toReversed().map(({ username, reason, content, at }) => (
                <li>
                  <strong safe>{username}</strong> <RelativeTime at={at} now={now} />
                  {content ? (
                    <q class="automod-quote" safe>
                      {content}
                    </q>
                  ) : null}
                  <span class="text-secondary" safe>
                    {reason}
                  </span>
                </li>
              ))}
            </ul>
          ) : null}
        </Card>
      ) : null}
      {hasPatterns ? <PatternLimits /> : null}
    </aside>
  );
}

function seenText(seen: number, since: number | null): string {
  if (since === null) return 'On what the bot has heard of late.';
  return `On the last ${seen} that the bot remembers, since ${utc(since)}.`;
}

function PatternLimits() {
  return (
    <Card title="What patterns can do">
      <ul class="automod-limits">
        <li>Any part of a name may match; ^ and $ mean its beginning and end. Capitals do not matter.</li>
        <li>
          No look-around such as (?=…) and no references back such as \1: without them every name is judged in linear
          time, so no pattern can hang the bot.
        </li>
        <li>
          At most 200 characters each, 20 a rule and 200 in all rules; those of a rule together compile to at most 600
          steps. Whoever repeats much needs many.
        </li>
        <li>A pattern that matches an empty text is refused, since it would match everybody.</li>
      </ul>
    </Card>
  );
}
