import type { AutomodEvent, RuleReport } from '../../../src/features/automod/model/index.ts';
import type { GuildRef, Shell } from '../../layouts/admin/props.ts';
import { Badge } from '../../ui/badge.tsx';
import { grouped } from '../../ui/bytes.tsx';
import { Card, Empty } from '../../ui/card.tsx';
import { SelectField, TextField } from '../../ui/field.tsx';
import { ConfirmButton, Csrf } from '../../ui/form.tsx';
import { Pager } from '../../ui/table.tsx';
import { RelativeTime } from '../../ui/time.tsx';
import { AutomodFrame, count, ModeBadge } from './automod-frame.tsx';
import { OutcomeBadge } from './automod-preview.tsx';
import type { Standing } from './automod-values.ts';

export interface LogFilter {
  readonly rule: string;
  readonly outcome: string;
  readonly user: string;
}

/** An entry of the log, worded. */
export interface LogEntry
  extends Pick<
    AutomodEvent,
    'id' | 'ruleName' | 'outcome' | 'username' | 'userId' | 'content' | 'reason' | 'hits' | 'at' | 'undoneAt'
  > {
  /** `delete the message, then warn them` */
  readonly done: string;
  /** What went wrong, each in a sentence. */
  readonly troubles: readonly string[];
  readonly channel: string | null;
  readonly undoneBy: string | null;
  /** The case that it made. */
  readonly caseNumber: number | null;
  readonly undoable: boolean;
}

interface LogPageProps {
  shell: Shell;
  guild: GuildRef;
  standing: Standing;
  filter: LogFilter;
  /** What is wrong with the filter. */
  trouble: string | undefined;
  rules: readonly { readonly id: string; readonly name: string }[];
  entries: readonly LogEntry[];
  newest: string | null;
  older: string | null;
  /** Of the rule that is asked for. */
  report: (RuleReport & { readonly version: number; readonly sentence: string }) | null;
  manages: boolean;
}

/** `/admin/guilds/:id/automod/log` */
export function LogPage(props: LogPageProps) {
  const { shell, guild, standing, filter, trouble, rules, entries, newest, older, report, manages } = props;
  const home = `/admin/guilds/${guild.id}/automod`;
  const { csrf } = shell.viewer;
  return (
    <AutomodFrame shell={shell} guild={guild} view="Log" standing={standing}>
      {report ? <ReportCard report={report} home={home} csrf={csrf} manages={manages} now={shell.now} /> : null}
      <Card title="What rules did" hint="Texts are kept for 48 hours, entries for 30 days." flush>
        <form method="get" action={`${home}/log`} class="automod-filter" aria-label="Filter the log">
          <SelectField
            name="rule"
            label="Rule"
            value={filter.rule}
            options={[{ value: '', label: 'Every rule' }, ...rules.map(({ id, name }) => ({ value: id, label: name }))]}
          />
          <SelectField name="outcome" label="Outcome" value={filter.outcome} options={OUTCOMES} />
          <TextField name="user" label="Member’s id" value={filter.user} maxlength={20} error={trouble} />
          <button type="submit" class="btn">
            Filter
          </button>
        </form>
        <LogList entries={entries} home={home} csrf={csrf} now={shell.now} />
      </Card>
      <Pager newer={newest} older={older} newest />
    </AutomodFrame>
  );
}

const OUTCOMES = [
  { value: '', label: 'Every outcome' },
  { value: 'fired', label: 'Acted' },
  { value: 'shadow', label: 'Would have acted (shadow)' },
  { value: 'alert_only', label: 'Alerts only' },
];

interface LogListProps {
  entries: readonly LogEntry[];
  home: string;
  csrf: string;
  now: number;
}

/** Kept up to date by the page's stream. */
export function LogList({ entries, home, csrf, now }: LogListProps) {
  return (
    <div id="automod-log">
      {entries.length === 0 ? (
        <Empty
          icon="shield"
          text="No rule has matched anything here. What rules do, or would do in shadow, is written here within a second."
        />
      ) : (
        <ol class="automod-log">
          {entries.map((entry) => (
            <Entry entry={entry} home={home} csrf={csrf} now={now} />
          ))}
        </ol>
      )}
    </div>
  );
}

function Entry({ entry, home, csrf, now }: { entry: LogEntry; home: string; csrf: string; now: number }) {
  const { id, ruleName, outcome, username, userId, content, reason, hits, at, done, troubles, channel, undoable } =
    entry;
  return (
    <li id={`event-${id}`}>
      <div class="automod-entry">
        <p class="automod-entry-head">
          <OutcomeBadge outcome={outcome} />
          <a href={`${home}/log?user=${userId}`}>
            <strong safe>{username}</strong>
          </a>
          <span class="text-secondary" safe>
            {`${ruleName}${channel ? ` in #${channel}` : ''}${hits > 1 ? ` · ${hits} times in a burst` : ''}`}
          </span>
          <span class="automod-when">
            <RelativeTime at={at} now={now} />
          </span>
        </p>
        <p>
          <span safe>{`${outcome === 'fired' ? 'Did' : 'Would'}: ${done}. Because ${reason}.`}</span>
          {entry.caseNumber === null ? null : (
            <>
              {' '}
              <a href={`${home.replace(/automod$/, 'moderation')}/cases/${entry.caseNumber}`} safe>
                {`Case #${entry.caseNumber}`}
              </a>
            </>
          )}
        </p>
        {content ? (
          <q class="automod-quote" safe>
            {content}
          </q>
        ) : null}
        {troubles.map((trouble) => (
          <p class="field-error" safe>
            {trouble}
          </p>
        ))}
        {entry.undoneAt === null ? null : (
          <p>
            <Badge tone="success" icon="rewind" text="Undone" />
            <span class="text-secondary" safe>{` by ${entry.undoneBy ?? 'somebody'} `}</span>
            <RelativeTime at={entry.undoneAt} now={now} />
          </p>
        )}
      </div>
      {undoable ? (
        <form method="post" action={`${home}/log/${id}/undo`} class="inline-form">
          <Csrf token={csrf} />
          <button type="submit" class="btn btn-sm" aria-label={`Undo what was done to ${username}`}>
            Undo
          </button>
        </form>
      ) : null}
    </li>
  );
}

interface ReportProps {
  report: NonNullable<LogPageProps['report']>;
  home: string;
  csrf: string;
  manages: boolean;
  now: number;
}

/** What one rule did of late, with the way to make it live or to take back what it did. */
function reportText({ mode, events, shadowed, hits, people, undone }: RuleReport): string {
  const acted = `acted ${count(events - shadowed, 'time')}`;
  const wouldHave = `would have acted ${count(shadowed, 'time')} in shadow`;
  const both = shadowed > 0 && shadowed < events;
  const one = shadowed > 0 || (events === 0 && mode === 'shadow') ? wouldHave : acted;
  const did = both ? `${acted} and ${wouldHave}` : one;
  return `In the last 24 hours it ${did} (${count(hits, 'hit')}), on ${count(people, 'member')}. ${grouped(undone)} undone.`;
}

function ReportCard({ report, home, csrf, manages, now }: ReportProps) {
  const { ruleId, ruleName, mode, people, lastAt, sentence, version } = report;
  const shadow = mode === 'shadow';
  return (
    <Card
      title={shadow ? `Shadow report of ${ruleName}` : `Report of ${ruleName}`}
      hint={sentence}
      actions={<ModeBadge mode={mode} />}
    >
      <p class="automod-lead">
        <span safe>{reportText(report)}</span>{' '}
        {lastAt === null ? null : (
          <>
            Last <RelativeTime at={lastAt} now={now} />.
          </>
        )}
      </p>
      <div class="squad-actions">
        {manages && shadow ? (
          <ConfirmButton
            action={`${home}/rules/${ruleId}/mode`}
            csrf={csrf}
            label="Make live"
            title={`Make “${ruleName}” live?`}
            consequence={`It would have acted on ${count(people, 'member')} in the last 24 hours. From now on it does: ${sentence}`}
            confirm={`Make ${ruleName} live`}
            primary
            fields={{ mode: 'live', version: String(version) }}
          />
        ) : null}
        <form method="get" action={`${home}/rules/${ruleId}/undo`} class="automod-undo">
          <label class="sr-only" for="hours">
            Hours to take back
          </label>
          <select class="form-select" id="hours" name="hours">
            <option value="1">the last hour</option>
            <option value="6">the last 6 hours</option>
            <option value="24">the last 24 hours</option>
            <option value="168">the last 7 days</option>
          </select>
          <button type="submit" class="btn">
            Undo what it did…
          </button>
        </form>
      </div>
    </Card>
  );
}
