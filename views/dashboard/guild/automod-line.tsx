import { Icon } from '../../layouts/icons.tsx';
import { Badge } from '../../ui/badge.tsx';
import { grouped } from '../../ui/bytes.tsx';
import { Note } from '../../ui/card.tsx';
import { ConfirmButton, Csrf } from '../../ui/form.tsx';
import { count, Menu, ModeBadge } from './automod-frame.tsx';
import type { RuleLineValues } from './automod-values.ts';

interface RuleLineProps {
  rule: RuleLineValues;
  /** Path of the guild's auto-moderation. */
  home: string;
  csrf: string;
  manages: boolean;
  place: number;
  first: boolean;
  last: boolean;
}

const TRIPPED =
  'It would have removed more than 10 people within a minute, so it only alerts. Look at its log; when it is right, let it act again.';

/** One rule of the list. */
export function RuleLine({ rule, home, csrf, manages, place, first, last }: RuleLineProps) {
  const { id, name, mode, sentence, tripped, problems } = rule;
  return (
    <li class="card squad automod-rule" id={`rule-${id}`} data-order-item={name}>
      {manages ? <Places id={id} name={name} first={first} last={last} /> : null}
      <span class="automod-place figure">{place}</span>
      <div class="automod-body">
        <div class="automod-words">
          <div class="squad-head">
            <h2 class="squad-name">
              <a href={`${home}/log?rule=${id}`} safe>
                {name}
              </a>
            </h2>
            <ModeBadge mode={mode} />
            {tripped ? <Badge tone="danger" icon="warning" text="Only alerts" /> : null}
            {problems.length > 0 ? (
              <Badge
                tone="warning"
                icon="warning"
                text={problems.some(({ stops }) => stops) ? 'Cannot run' : 'Cannot do everything'}
              />
            ) : null}
          </div>
          <p class="automod-sentence" safe>
            {sentence}
          </p>
        </div>
        <RuleFigures rule={rule} />
        {manages ? <Actions rule={rule} home={home} csrf={csrf} /> : null}
        {problems.map(({ sentence: problem }) => (
          <Note tone="warning" text={problem} />
        ))}
        {tripped ? (
          <Note tone="danger" text={TRIPPED}>
            {manages ? <ModeForm rule={rule} home={home} csrf={csrf} mode={mode} label="Let it act again" /> : null}
          </Note>
        ) : null}
      </div>
    </li>
  );
}

/** Kept up to date by the page's stream. */
export function RuleFigures({ rule: { id, events, shadowed, people } }: { rule: RuleLineValues }) {
  return (
    <p class="automod-hits" id={`hits-${id}`}>
      <span class="figure">{events}</span>
      <span class="text-secondary" safe>
        {events === 0
          ? ' times in 24 h'
          : ` ${events === 1 ? 'time' : 'times'} ${happened(events, shadowed)} in 24 h, on ${count(people, 'member')}`}
      </span>
    </p>
  );
}

function Places({ id, name, first, last }: { id: string; name: string; first: boolean; last: boolean }) {
  return (
    <div class="squad-places">
      <input type="hidden" name="rule" value={id} form="automod-order" />
      <span class="handle" data-order-handle title="Drag to sort" hidden>
        <Icon name="grip" size={18} />
      </span>
      {(['up', 'down'] as const).map((way) => (
        <button
          type="submit"
          form="automod-order"
          id={`${way}-${id}`}
          class="btn btn-sm btn-quiet btn-icon"
          name="move"
          value={`${id}.${way}`}
          data-order-move={way}
          aria-label={`Move ${name} ${way}`}
          aria-disabled={(way === 'up' ? first : last) ? 'true' : undefined}
        >
          <Icon name={way} size={16} />
        </button>
      ))}
    </div>
  );
}

function Actions({ rule, home, csrf }: { rule: RuleLineValues; home: string; csrf: string }) {
  const { id, name, mode, grave } = rule;
  return (
    <div class="squad-actions">
      {mode === 'live' ? (
        <ModeForm rule={rule} home={home} csrf={csrf} mode="shadow" label="Back to shadow" />
      ) : (
        <ConfirmButton
          action={`${home}/rules/${id}/mode`}
          csrf={csrf}
          label="Make live"
          title={`Make “${name}” live?`}
          consequence={liveText(rule)}
          confirm={`Make ${name} live`}
          danger={grave}
          small
          fields={{ mode: 'live', version: String(rule.version) }}
        />
      )}
      <a class="btn btn-sm" href={`${home}/rules/${id}/edit`} aria-label={`Edit ${name}`}>
        Edit
      </a>
      <Menu label={`More of ${name}`}>
        <a class="btn btn-sm btn-quiet" href={`${home}/log?rule=${id}`}>
          See its log
        </a>
        <form method="post" action={`${home}/rules/${id}/copy`} class="inline-form">
          <Csrf token={csrf} />
          <button type="submit" class="btn btn-sm btn-quiet">
            Duplicate
          </button>
        </form>
        {mode === 'off' ? null : <ModeForm rule={rule} home={home} csrf={csrf} mode="off" label="Switch off" />}
        <ConfirmButton
          action={`${home}/rules/${id}/delete`}
          csrf={csrf}
          label="Delete"
          title={`Delete the rule “${name}”?`}
          consequence={ruleDeletionText(rule)}
          confirm={`Delete ${name}`}
          danger
          small
        />
      </Menu>
    </div>
  );
}

interface ModeFormProps {
  rule: RuleLineValues;
  home: string;
  csrf: string;
  mode: RuleLineValues['mode'];
  label: string;
}

function ModeForm({ rule: { id, name, version }, home, csrf, mode, label }: ModeFormProps) {
  return (
    <form method="post" action={`${home}/rules/${id}/mode`} class="inline-form">
      <Csrf token={csrf} />
      <input type="hidden" name="mode" value={mode} />
      <input type="hidden" name="version" value={String(version)} />
      <input type="hidden" name="confirmed" value="yes" />
      <button type="submit" class="btn btn-sm" aria-label={`${label}: ${name}`} safe>
        {label}
      </button>
    </form>
  );
}

/** What a rule did, as far as it was not in shadow. */
function happened(events: number, shadowed: number): string {
  if (shadowed === 0) return 'acted';
  return shadowed === events ? 'would have acted' : `matched, ${grouped(shadowed)} of them in shadow,`;
}

/** What making a rule live means, with what it would have done. */
export function liveText({
  events,
  people,
  grave,
  sentence,
}: Pick<RuleLineValues, 'events' | 'people' | 'grave' | 'sentence'>): string {
  const past = `In the last 24 hours it matched ${count(events, 'time')}, on ${count(people, 'member')}.`;
  const end = grave
    ? ' Kicks cannot be undone. A rule that would remove more than 10 people a minute only alerts.'
    : ' Timeouts, bans and warnings can be undone from the log; deleted messages cannot.';
  return `${past} From now on it acts: ${sentence}${end}`;
}

export function ruleDeletionText({ mode, events }: Pick<RuleLineValues, 'mode' | 'events'>): string {
  const stops = mode === 'live' ? 'It stops acting at once. ' : '';
  return `${stops}It matched ${count(events, 'time')} in the last 24 hours; what it did stays in the log and stays done. The rule itself cannot be brought back.`;
}
