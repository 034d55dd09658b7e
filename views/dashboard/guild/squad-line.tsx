import { Icon } from '../../layouts/icons.tsx';
import { Badge } from '../../ui/badge.tsx';
import { Bytes, bytesText, grouped } from '../../ui/bytes.tsx';
import { Note } from '../../ui/card.tsx';
import { ConfirmButton, Csrf } from '../../ui/form.tsx';
import type { SquadCard } from './squad-values.ts';

interface SquadLineProps {
  squad: SquadCard;
  /** Path of the guild's squads. */
  home: string;
  csrf: string;
  manages: boolean;
  first: boolean;
  last: boolean;
}

/** One squad of the list. */
export function SquadLine({ squad, home, csrf, manages, first, last }: SquadLineProps) {
  const { id, name, description, isActive, problem, asks } = squad;
  return (
    <li class="card squad" id={`squad-${id}`} data-order-item={name}>
      <Stripe color={squad.color} />
      {manages ? <Places id={id} name={name} first={first} last={last} /> : null}
      <div class="squad-body">
        <div class="squad-words">
          <div class="squad-head">
            <h2 class="squad-name">
              <a href={`${home}/${id}`} safe>
                {name}
              </a>
            </h2>
            {isActive ? null : <Badge text="Closed" />}
            {problem ? <Badge tone="warning" icon="warning" text="Needs attention" /> : null}
          </div>
          {description ? (
            <p class="squad-about" safe>
              {description}
            </p>
          ) : null}
          {asks.length > 0 ? (
            <p class="squad-asks text-secondary" safe>
              {`Asks for ${asks.join(', ')}.`}
            </p>
          ) : null}
        </div>
        <SquadFigures squad={squad} />
        {problem ? (
          <Note tone="warning" text={`Nobody can join now. ${problem}`}>
            {manages ? <a href={`${home}/${id}/edit`}>Choose another role</a> : null}
          </Note>
        ) : null}
        {manages ? <Actions squad={squad} home={home} csrf={csrf} /> : null}
      </div>
    </li>
  );
}

const COLOR = /^#[0-9a-f]{6}$/i;

/** Drawn by an attribute: the policy of our pages forbids inline styles. */
function Stripe({ color }: { color: string | null }) {
  return (
    <svg class="squad-stripe" viewBox="0 0 1 1" preserveAspectRatio="none" aria-hidden="true">
      <rect width="1" height="1" fill={color && COLOR.test(color) ? color : '#8b95a5'} />
    </svg>
  );
}

/** Kept up to date by the page's stream. */
export function SquadFigures({ squad }: { squad: SquadCard }) {
  const { id, memberCount, maxMembers, switchCost, weeklyChange } = squad;
  const full = maxMembers !== null && memberCount >= maxMembers;
  return (
    <dl class="squad-figures" id={`figures-${id}`}>
      <div>
        <dt>Members</dt>
        <dd>
          <span class="figure" safe>
            {maxMembers === null ? grouped(memberCount) : `${grouped(memberCount)} of ${grouped(maxMembers)}`}
          </span>
          {full ? <Badge tone="info" text="Full" /> : null}
        </dd>
      </div>
      <div>
        <dt>Switching to it</dt>
        <dd class="figure" safe>
          {switchCost === 0 ? 'free' : bytesText(switchCost)}
        </dd>
      </div>
      <div>
        <dt>Standing</dt>
        <dd class="figure" safe>
          {standingText(squad)}
        </dd>
      </div>
      <div>
        <dt>This week</dt>
        <dd>
          <Trend change={weeklyChange} />
        </dd>
      </div>
    </dl>
  );
}

function Places({ id, name, first, last }: { id: string; name: string; first: boolean; last: boolean }) {
  return (
    <div class="squad-places">
      <input type="hidden" name="squad" value={id} form="squads-order" />
      <span class="handle" data-order-handle title="Drag to sort" hidden>
        <Icon name="grip" size={18} />
      </span>
      <Place id={id} name={name} way="up" disabled={first} />
      <Place id={id} name={name} way="down" disabled={last} />
    </div>
  );
}

interface PlaceProps {
  id: string;
  name: string;
  way: 'up' | 'down';
  disabled: boolean;
}

/** `aria-disabled`, since a button that is switched off loses the focus. */
function Place({ id, name, way, disabled }: PlaceProps) {
  return (
    <button
      type="submit"
      form="squads-order"
      id={`${way}-${id}`}
      class="btn btn-sm btn-quiet btn-icon"
      name="move"
      value={`${id}.${way}`}
      data-order-move={way}
      aria-label={`Move ${name} ${way}`}
      aria-disabled={disabled ? 'true' : undefined}
    >
      <Icon name={way} size={16} />
    </button>
  );
}

function Actions({
  squad: { id, name, version, isActive, memberCount },
  home,
  csrf,
}: Omit<SquadLineProps, 'manages' | 'first' | 'last'>) {
  return (
    <div class="squad-actions">
      <form method="post" action={`${home}/${id}/active`} class="inline-form">
        <Csrf token={csrf} />
        <input type="hidden" name="version" value={String(version)} />
        <input type="hidden" name="active" value={isActive ? 'off' : 'on'} />
        <button
          type="submit"
          class="btn btn-sm"
          role="switch"
          aria-checked={isActive ? 'true' : 'false'}
          aria-label={`${name} takes members`}
        >
          <span class={['switch-dot', isActive && 'is-on']} aria-hidden="true" />
          <span>{isActive ? 'Takes members' : 'Takes nobody'}</span>
        </button>
      </form>
      <a class="btn btn-sm" href={`${home}/${id}/edit`} aria-label={`Edit ${name}`}>
        Edit
      </a>
      <ConfirmButton
        action={`${home}/${id}/delete`}
        csrf={csrf}
        label="Delete"
        title={`Delete the squad ${name}?`}
        consequence={deletionText(memberCount, 0)}
        confirm={`Delete ${name}`}
        danger
        small
        fields={memberCount > 0 ? { force: 'yes' } : {}}
      />
    </div>
  );
}

/** What deleting a squad means to how many. */
export function deletionText(members: number, departed: number): string {
  const gone = departed > 0 ? ` ${grouped(departed)} more left the server and lose their place.` : '';
  const here =
    members === 0
      ? 'Nobody of the server is in it.'
      : `${members === 1 ? 'One member loses' : `${grouped(members)} members lose`} its role and will be in no squad; they can join another one for nothing.`;
  return `${here}${gone} The role itself stays in Discord. This cannot be undone.`;
}

/** The change of a week; a word where there is nothing to compare with. */
export function Trend({ change }: { change: number | null }) {
  if (change === null) return <span class="text-secondary">no week yet</span>;
  if (change === 0) return <span class="text-secondary">unchanged</span>;
  return <Bytes amount={change} signed />;
}

/** `#1 with 1,200 bytes` */
function standingText({ rank, total }: Pick<SquadCard, 'rank' | 'total'>): string {
  return rank === null ? 'Not counted yet' : `#${grouped(rank)} with ${bytesText(total)}`;
}
