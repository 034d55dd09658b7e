import type { Children } from '@kitajs/html';
import { address } from '../../src/simulator/page/address.ts';
import type { Person, Scene } from '../../src/simulator/page/scene.ts';
import { rolesOf } from '../../src/simulator/page/scene.ts';
import { clockTime, exact } from '../../src/simulator/page/words.ts';
import { Icon, type IconName } from '../layouts/icons.tsx';
import { Faults, FaultsCount } from './faults.tsx';

export interface PageLink {
  href: string;
  label: string;
  note: string;
}

/** The bar on top: who acts, what time it is, what can be stirred up, what else there is. */
export function Header({ scene, links }: { scene: Scene; links: readonly PageLink[] }) {
  return (
    <header class="top">
      <h1 class="brand">
        <span class="brand-mark" aria-hidden="true">
          <Icon name="chat" size={18} />
        </span>
        <span class="brand-name">Simulated Discord</span>
      </h1>
      <nav class="tools" aria-label="Simulation">
        <ActingAs scene={scene} />
        <Tool id="clock" icon="clock" title="Simulated time">
          <span class="sr-only">Simulated time </span>
          <span id="clock-now">
            <ClockNow scene={scene} />
          </span>
        </Tool>
        <Tool id="life" icon="bolt" title="Make life">
          <span class="tool-word">Make life</span>
        </Tool>
        <Tool id="faults" icon="plug" title="Faults">
          <span class="tool-word">Faults</span>
          <span id="faults-count">
            <FaultsCount faults={scene.faults} />
          </span>
        </Tool>
        <button type="button" class="tool" data-wire aria-expanded="false" aria-controls="wire" title="Wire log">
          <Icon name="terminal" size={18} />
          <span class="tool-word">Wire log</span>
        </button>
        <button type="button" class="icon-btn" data-toggle-theme aria-label="Switch between dark and light">
          <Icon name="sun" size={18} />
        </button>
        <button type="button" class="icon-btn wide-only" data-keys aria-label="Keyboard shortcuts">
          <Icon name="help" size={18} />
        </button>
        <button type="button" class="icon-btn" popovertarget="pop-links" aria-label="What else is here">
          <Icon name="external" size={18} />
        </button>
      </nav>
      <ClockPopover />
      <LifePopover />
      <Faults faults={scene.faults} />
      <LinksPopover links={links} />
    </header>
  );
}

function Tool({ id, icon, title, children }: { id: string; icon: IconName; title: string; children: Children }) {
  return (
    <button type="button" class="tool" popovertarget={`pop-${id}`} title={title}>
      <Icon name={icon} size={18} />
      {children as 'safe'}
      <Icon name="chevron" size={14} />
    </button>
  );
}

function ActingAs({ scene }: { scene: Scene }) {
  const people = scene.guild.members
    .filter(({ user }) => !user.bot)
    .map(({ user }) => scene.person(user.id))
    .sort((a, b) => a.name.localeCompare(b.name, 'en'));
  return (
    <>
      <button type="button" class="tool tool-as" popovertarget="pop-as">
        <img class="avatar" src={scene.me.avatar} alt="" width="24" height="24" />
        <span class="tool-as-text">
          <small>Acting as</small> <b safe>{scene.me.name}</b>
        </span>
        <Icon name="chevron" size={14} />
      </button>
      <div id="pop-as" popover class="pop pop-as">
        <label class="search">
          <Icon name="search" size={16} />
          <span class="sr-only">Find a person</span>
          <input type="search" placeholder="Act as…" data-filter="#as-list" autocomplete="off" />
        </label>
        <ul id="as-list" class="pop-list">
          {people.map((person) => ActorLink({ person, scene }))}
        </ul>
      </div>
    </>
  );
}

function ActorLink({ person, scene }: { person: Person; scene: Scene }) {
  const roles = person.member ? rolesOf(scene.guild, person.member) : [];
  return (
    <li data-search={`${person.name} ${person.username}`.toLowerCase()}>
      <a
        class="pop-item"
        href={address(scene, { as: person })}
        aria-current={person.you ? 'true' : undefined}
        data-actor={person.username}
      >
        <img class="avatar" src={person.avatar} alt="" width="28" height="28" loading="lazy" />
        <span class="pop-item-main">
          <span class="name" data-color={person.color ?? undefined} safe>
            {person.name}
          </span>
          <span class="muted" safe>
            {roles[0]?.name ?? 'member'}
          </span>
        </span>
        {person.timedOut ? <Icon name="hourglass" size={14} /> : null}
        {person.you ? <Icon name="check" size={16} /> : null}
      </a>
    </li>
  );
}

/** The simulated time, as the clock button shows it. */
export function ClockNow({ scene }: { scene: Scene }) {
  return (
    <time title={exact(scene.now)}>
      <span class="clock-day" safe>{`${DAY.format(scene.now)} `}</span>
      <b safe>{clockTime(scene.now)}</b>
    </time>
  );
}

const DAY = new Intl.DateTimeFormat('en-GB', { weekday: 'short', day: 'numeric', month: 'short', timeZone: 'UTC' });

const STEPS = [
  ['10m', '+10 min'],
  ['1h', '+1 hour'],
  ['1d', '+1 day'],
  ['1w', '+1 week'],
] as const;

function ClockPopover() {
  return (
    <div id="pop-clock" popover class="pop">
      <h2 class="pop-title">Simulated time</h2>
      <p class="pop-note">
        Everything in this Discord goes by this clock. Move it on and streaks grow, timeouts end, accounts age. It never
        goes back.
      </p>
      <div class="pop-grid">
        {STEPS.map(([step, label]) => (
          <button type="button" class="btn btn-secondary" data-advance={step}>
            {label}
          </button>
        ))}
      </div>
    </div>
  );
}

function LifePopover() {
  return (
    <div id="pop-life" popover class="pop">
      <h2 class="pop-title">Make life</h2>
      <LifeItem kind="chatter" icon="chat" label="Everyday chatter" note="A few people talk in this channel." />
      <LifeItem kind="spam" icon="flame" label="Spam burst" note="A newcomer posts the same advert eight times." />
      <LifeItem kind="joins" icon="people" label="Join wave" note="Ten accounts, minutes old, join at once." />
      <hr />
      <button type="button" class="pop-item danger" data-reset>
        <Icon name="rewind" size={18} />
        <span class="pop-item-main">
          <span>Reset the simulated guild</span>
          <span class="muted">Back to the first day. The bot's ledger stays.</span>
        </span>
      </button>
    </div>
  );
}

function LifeItem({ kind, icon, label, note }: { kind: string; icon: IconName; label: string; note: string }) {
  return (
    <button type="button" class="pop-item" data-life={kind}>
      <Icon name={icon} size={18} />
      <span class="pop-item-main">
        <span safe>{label}</span>
        <span class="muted" safe>
          {note}
        </span>
      </span>
    </button>
  );
}

function LinksPopover({ links }: { links: readonly PageLink[] }) {
  return (
    <div id="pop-links" popover class="pop">
      <h2 class="pop-title">What else is here</h2>
      {links.map(({ href, label, note }) => (
        <a class="pop-item" href={href} target="_blank" rel="noopener">
          <Icon name="external" size={18} />
          <span class="pop-item-main">
            <span safe>{label}</span>
            <span class="muted" safe>
              {note}
            </span>
          </span>
        </a>
      ))}
    </div>
  );
}
