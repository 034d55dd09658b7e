import type { GuildRef, Shell } from '../../layouts/admin/props.ts';
import { Icon } from '../../layouts/icons.tsx';
import { Card, Note } from '../../ui/card.tsx';
import { Diff } from '../../ui/diff.tsx';
import { TextArea, TextField } from '../../ui/field.tsx';
import { Csrf } from '../../ui/form.tsx';
import { Member } from '../../ui/people.tsx';
import { RelativeTime } from '../../ui/time.tsx';
import { ActionBadge, ActionMark, Actor, ModerationFrame, StateBadge } from './moderation-parts.tsx';
import type { CaseDetails, CaseDraft, Happening } from './moderation-values.ts';

interface CasePageProps {
  shell: Shell;
  guild: GuildRef;
  one: CaseDetails;
  /** What came back because it was wrong, or because somebody was faster. */
  draft: CaseDraft | null;
  /** The button that lifts acts once. */
  key: string;
}

/** `/admin/guilds/:id/moderation/cases/:number` */
export function CasePage({ shell, guild, one, draft, key }: CasePageProps) {
  const home = `/admin/guilds/${guild.id}/moderation`;
  const here = `${home}/cases/${one.number}`;
  const { csrf } = shell.viewer;
  const forms = { one, here, csrf, draft };
  return (
    <ModerationFrame shell={shell} guild={guild} title={`Case #${one.number}`}>
      <div class="columns columns-side">
        <div class="stack">
          {draft?.trouble ? <Note tone="warning" text={draft.trouble} /> : null}
          <CaseSummary one={one} home={home} now={shell.now} />
          <Deeds {...forms} once={key} />
          <Card title="What happened" flush>
            <CaseTimeline one={one} home={home} now={shell.now} />
            <NoteForm {...forms} />
          </Card>
        </div>
        <Facts one={one} home={home} now={shell.now} />
      </div>
    </ModerationFrame>
  );
}

interface PartProps {
  one: CaseDetails;
  home: string;
  now: number;
}

/** What it is and how it stands; kept up to date by the page's stream. */
export function CaseSummary({ one, home, now }: PartProps) {
  const { action, noun, member, reason, state, problem, lasting } = one;
  return (
    <section class="card case-head" id="case" aria-label="The case">
      <p class="case-badges">
        <ActionBadge action={action} noun={noun} />
        {lasting ? <span safe>{lasting}</span> : null}
        <span class="case-head-state">
          <StateBadge state={state} now={now} />
        </span>
      </p>
      <p class="case-person">
        <Member member={member} href={`${home}/members/${member.id}`} />
      </p>
      {reason === null ? (
        <p class="case-nothing">No reason given</p>
      ) : (
        <blockquote class="case-quote" safe>
          {reason}
        </blockquote>
      )}
      {problem ? <Note tone="danger" text={`Discord did not do it. ${problem}`} /> : null}
    </section>
  );
}

function Facts({ one, home, now }: PartProps) {
  const { member, by, at, told, source, logHref } = one;
  return (
    <Card title="Facts">
      <dl class="facts">
        <div>
          <dt>By</dt>
          <dd>
            <Actor by={by} home={home} />
          </dd>
        </div>
        <div>
          <dt>Opened</dt>
          <dd>
            <RelativeTime at={at} now={now} />
          </dd>
        </div>
        {source ? (
          <div>
            <dt>How</dt>
            <dd>{logHref ? <a href={logHref}>by a rule, see its log</a> : <span safe>{source}</span>}</dd>
          </div>
        ) : null}
        {told ? (
          <div>
            <dt>Message</dt>
            <dd safe>{told}</dd>
          </div>
        ) : null}
      </dl>
      <p class="facts-end">
        <a href={`${home}/members/${member.id}`}>Everything about this person</a>
      </p>
    </Card>
  );
}

/** Kept up to date by the page's stream. */
export function CaseTimeline({ one, home, now }: PartProps) {
  return (
    <ol class="timeline" id="timeline">
      {one.happenings.map((happening) => (
        <HappeningLine happening={happening} home={home} now={now} />
      ))}
    </ol>
  );
}

function HappeningLine({ happening, home, now }: { happening: Happening; home: string; now: number }) {
  const { id, icon, tone, by, text, quote, changes, at, other, opens } = happening;
  return (
    <li id={`event-${id}`}>
      {opens ? (
        <ActionMark action={opens} />
      ) : (
        <span class={['timeline-icon', `state-${tone}`]}>
          <Icon name={icon} size={16} />
        </span>
      )}
      <div class="timeline-body">
        <p class="timeline-line">
          {by ? <Actor by={by} home={home} /> : null}
          <span safe>{text}</span>
          {other === null ? null : <a href={`${home}/cases/${other}`} safe>{`with case #${other}`}</a>}
          <span class="timeline-when">
            <RelativeTime at={at} now={now} />
          </span>
        </p>
        {quote ? (
          <blockquote class="case-quote" safe>
            {quote}
          </blockquote>
        ) : null}
        {changes.length > 0 ? <Diff changes={changes} /> : null}
      </div>
    </li>
  );
}

interface FormProps {
  one: CaseDetails;
  here: string;
  csrf: string;
  draft: CaseDraft | null;
}

function draftOf(draft: CaseDraft | null, part: CaseDraft['part']): CaseDraft | null {
  return draft?.part === part ? draft : null;
}

/** What can be done with it, one thumb away. */
function Deeds({ one, here, csrf, draft, once }: FormProps & { once: string }) {
  return (
    <div class="case-deeds">
      {one.undo ? (
        <form method="post" action={`${here}/undo`} class="case-undo">
          <Csrf token={csrf} />
          <input type="hidden" name="key" value={once} />
          <button type="submit" class="btn btn-primary" aria-describedby="undo-means">
            <Icon name="rewind" size={16} />
            <span safe>{one.undo.label}</span>
          </button>
          <small id="undo-means" safe>
            {one.undo.consequence}
          </small>
        </form>
      ) : null}
      <ResolveForm one={one} here={here} csrf={csrf} draft={draftOf(draft, 'resolve')} />
      <EditForm one={one} here={here} csrf={csrf} draft={draftOf(draft, 'edit')} />
    </div>
  );
}

function ResolveForm({ one, here, csrf, draft }: FormProps) {
  if (one.resolved) {
    return (
      <form method="post" action={`${here}/resolution`} class="inline-form">
        <Csrf token={csrf} />
        <input type="hidden" name="resolved" value="no" />
        <button type="submit" class="btn">
          <Icon name="rewind" size={16} />
          Open it again
        </button>
      </form>
    );
  }
  return (
    <details class="fold" open={draft !== null}>
      <summary class="btn">
        <Icon name="check" size={16} />
        Resolve
      </summary>
      <form method="post" action={`${here}/resolution`} class="card fold-body">
        <Csrf token={csrf} />
        <label class="form-label" for="resolve-text">
          Why it is settled, for the others
        </label>
        <textarea
          class={['form-control', draft?.errors.text !== undefined && 'is-invalid']}
          id="resolve-text"
          name="text"
          rows="2"
          maxlength="1000"
          aria-invalid={draft?.errors.text ? 'true' : undefined}
          aria-describedby="resolve-hint"
          safe
        >
          {draft?.text ?? ''}
        </textarea>
        <p class={draft?.errors.text ? 'field-error' : 'form-hint'} id="resolve-hint" safe>
          {draft?.errors.text ??
            'May be empty. Nothing changes at Discord: what runs goes on until it ends or is lifted.'}
        </p>
        <div class="form-end">
          <button type="submit" class="btn btn-primary">
            Resolve the case
          </button>
        </div>
      </form>
    </details>
  );
}

function EditForm({ one, here, csrf, draft }: FormProps) {
  return (
    <details class="fold" open={draft !== null}>
      <summary class="btn">
        <Icon name="edit" size={16} />
        {one.running ? 'Edit reason or duration' : 'Edit reason'}
      </summary>
      <form method="post" action={`${here}/edit`} class="card fold-body" novalidate>
        <Csrf token={csrf} />
        <input type="hidden" name="version" value={String(one.version)} />
        <TextArea
          name="reason"
          label="Reason"
          hint="What was told by direct message stays as it was; Discord’s audit log too."
          value={draft?.text ?? one.reason ?? ''}
          maxlength={400}
          error={draft?.errors.reason}
        />
        {one.running || draft?.errors.duration ? (
          <TextField
            name="duration"
            label="Ends in"
            hint="Counted from now, like 10m, 2h30m or 7d. Empty leaves it."
            value={draft?.duration ?? ''}
            error={draft?.errors.duration}
          />
        ) : null}
        <div class="form-end">
          <button type="submit" class="btn btn-primary">
            Save
          </button>
        </div>
      </form>
    </details>
  );
}

function NoteForm({ here, csrf, draft: any }: FormProps) {
  const draft = draftOf(any, 'note');
  return (
    <form method="post" action={`${here}/notes`} class="note-form" novalidate>
      <Csrf token={csrf} />
      <TextArea
        name="text"
        label="Add a note"
        hint="Only moderators see it. Notes are never changed or deleted."
        value={draft?.text ?? ''}
        rows={2}
        maxlength={1000}
        error={draft?.errors.text}
      />
      <button type="submit" class="btn">
        Add the note
      </button>
    </form>
  );
}
