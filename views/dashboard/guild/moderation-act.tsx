import type { GuildRef, Shell } from '../../layouts/admin/props.ts';
import { Icon } from '../../layouts/icons.tsx';
import { Card, Note } from '../../ui/card.tsx';
import { About, described, type Option, SelectField, Switch, TextArea } from '../../ui/field.tsx';
import { Csrf } from '../../ui/form.tsx';
import { Member, type MemberRef } from '../../ui/people.tsx';
import { actionIcon, ModerationFrame } from './moderation-parts.tsx';
import type { ActKind, ActValues } from './moderation-values.ts';

/** Asked before somebody is removed. */
export interface Asking {
  readonly title: string;
  readonly consequence: string;
  readonly confirm: string;
  /** What a yes is a yes to. */
  readonly sign: string;
}

interface ActPageProps {
  shell: Shell;
  guild: GuildRef;
  values: ActValues;
  errors: Readonly<Record<string, string>>;
  /** Each with why it cannot be done to the one person. */
  kinds: readonly (ActKind & { readonly unavailable: string | null })[];
  /** The one person that it is about; null where people are typed. */
  target: MemberRef | null;
  deletions: readonly Option[];
  trouble: string | null;
  asking: Asking | null;
}

/** `/admin/guilds/:id/moderation/new` */
export function ActPage(props: ActPageProps) {
  const { shell, guild, values, errors, kinds, target, deletions, trouble, asking } = props;
  const home = `/admin/guilds/${guild.id}/moderation`;
  const wrong = Object.keys(errors).length;
  return (
    <ModerationFrame shell={shell} guild={guild} title={target ? `New case about ${target.name}` : 'New case'}>
      <form method="post" action={`${home}/new`} class="act stack narrow" novalidate>
        <Csrf token={shell.viewer.csrf} />
        <input type="hidden" name="key" value={values.key} />
        {trouble ? <Note tone="danger" text={trouble} /> : null}
        {wrong > 0 ? (
          <p class="form-wrong" role="alert" safe>
            {wrong === 1 ? 'One field needs another look.' : `${wrong} fields need another look.`}
          </p>
        ) : null}
        <Card title="Who and what">
          <Target target={target} values={values} home={home} error={errors.people} />
          <Kinds kinds={kinds} chosen={values.action} />
        </Card>
        <Card title="How">
          <Terms values={values} errors={errors} deletions={deletions} />
        </Card>
        <End asking={asking} kinds={kinds} target={target} home={home} />
      </form>
    </ModerationFrame>
  );
}

interface TargetProps {
  target: MemberRef | null;
  values: ActValues;
  home: string;
  error: string | undefined;
}

function Target({ target, values, home, error }: TargetProps) {
  if (target) {
    return (
      <div class="field act-target">
        <input type="hidden" name="user" value={target.id} />
        <Member member={target} href={`${home}/members/${target.id}`} />
        <a href={`${home}/new?action=${values.action}`}>Somebody else</a>
      </div>
    );
  }
  return (
    <TextArea
      name="people"
      label="People"
      hint="Usernames, ids or mentions; several one a line, at most 200. Each gets a case of their own."
      value={values.people}
      rows={3}
      error={error}
    />
  );
}

function Kinds({ kinds, chosen }: { kinds: ActPageProps['kinds']; chosen: string }) {
  const refused = Map.groupBy(
    kinds.filter(({ unavailable }) => unavailable !== null),
    ({ unavailable }) => unavailable,
  );
  return (
    <fieldset class="field">
      <legend class="form-label">Action</legend>
      <div class="act-kinds">
        {kinds.map(({ action, verb, unavailable }) => (
          <label class={['act-kind', unavailable !== null && 'is-closed']}>
            <input
              class="sr-only"
              type="radio"
              name="action"
              value={action}
              id={`act-${action}`}
              checked={action === chosen}
              disabled={unavailable !== null && action !== chosen}
            />
            <Icon name={actionIcon(action)} size={16} />
            <span safe>{verb}</span>
          </label>
        ))}
      </div>
      {kinds.map(({ action, consequence }) => (
        <p class={['act-means', `for-${action}`]} safe>
          {consequence}
        </p>
      ))}
      {[...refused].map(([sentence, closed]) => (
        <p class="form-hint" safe>
          {`${closed.map(({ verb }) => verb).join(', ')}: ${sentence}`}
        </p>
      ))}
    </fieldset>
  );
}

const DURATIONS = ['10m', '1h', '6h', '1d', '7d', '28d'];

function Terms({ values, errors, deletions }: Pick<ActPageProps, 'values' | 'errors' | 'deletions'>) {
  const about = { error: errors.duration };
  return (
    <>
      <div class={['field for-lasting', errors.duration !== undefined && 'is-wrong']}>
        <label class="form-label" for="duration">
          For how long
        </label>
        <input
          class={['form-control act-duration', errors.duration !== undefined && 'is-invalid']}
          id="duration"
          name="duration"
          value={values.duration}
          placeholder="1h"
          list="durations"
          autocomplete="off"
          {...described('duration', { ...about, hint: 'said below' })}
        />
        <datalist id="durations">
          {DURATIONS.map((duration) => (
            <option value={duration} />
          ))}
        </datalist>
        <p class="form-hint" id="duration-hint">
          Like 10m, 2h30m or 7d. <span class="for-timeout">Discord allows at most 28 days.</span>
          <span class="for-ban">Empty is for good; at most a year.</span>
        </p>
        <About id="duration" {...about} />
      </div>
      <TextArea
        name="reason"
        label="Reason"
        hint="They and Discord’s audit log see it, except for a note."
        value={values.reason}
        rows={3}
        maxlength={400}
        error={errors.reason}
      />
      <div class="for-deleting">
        <SelectField name="deleteSeconds" label="Their messages" value={values.deleteSeconds} options={deletions} />
      </div>
      <div class="for-telling">
        <Switch
          name="tell"
          label="Tell them by direct message"
          hint="Whether it arrived is kept in the case; who takes no messages is moderated all the same."
          checked={values.tell}
        />
      </div>
    </>
  );
}

type EndProps = Pick<ActPageProps, 'asking' | 'kinds' | 'target'> & { home: string };

/** The button says what it does and to whom; before somebody is removed, it asks. */
function End({ asking, kinds, target, home }: EndProps) {
  const back = target ? `${home}/members/${target.id}` : home;
  if (asking) {
    return (
      <section class="card card-danger act-ask" role="alert" aria-label={asking.title}>
        <h2 safe>{asking.title}</h2>
        <p safe>{asking.consequence}</p>
        <div class="form-end">
          <button type="submit" class="btn btn-danger" name="confirmed" value={asking.sign} safe>
            {asking.confirm}
          </button>
          <a class="btn btn-quiet" href={back}>
            Cancel
          </a>
        </div>
      </section>
    );
  }
  return (
    <div class="form-end">
      <button type="submit" class="btn btn-primary">
        {kinds.map(({ action, order }) => (
          <span class={`for-${action}`} safe>
            {order}
          </span>
        ))}
      </button>
      <a class="btn btn-quiet" href={back}>
        Cancel
      </a>
    </div>
  );
}
