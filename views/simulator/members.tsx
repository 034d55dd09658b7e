import { snowflakeTime } from '../../src/shared/ids.ts';
import { roster } from '../../src/simulator/page/roster.ts';
import { type Person, rolesOf, type Scene } from '../../src/simulator/page/scene.ts';
import { exact, hex, relative, timestamp } from '../../src/simulator/page/words.ts';
import { Icon } from '../layouts/icons.tsx';
import { BotTag } from './message.tsx';

/** The member column: everybody by highest hoisted role. */
export function Members({ scene }: { scene: Scene }) {
  return (
    <>
      {roster(scene).map(({ name, people }) => (
        <section class="member-group">
          <h2>
            <span safe>{name}</span> <span class="count">— {people.length}</span>
          </h2>
          <ul>{people.map((person) => Row({ person }))}</ul>
        </section>
      ))}
    </>
  );
}

function Row({ person }: { person: Person }) {
  return (
    <li id={`p-${person.id}`}>
      <button type="button" class={['member', person.timedOut && 'is-timed-out']} data-profile={person.id}>
        <img class="avatar" src={person.avatar} alt="" width="32" height="32" loading="lazy" />
        <span class="member-text">
          <span class="name" data-color={person.color ?? undefined} safe>
            {person.name}
          </span>
          {person.timedOut ? (
            <span class="member-note">
              <Icon name="hourglass" size={12} />
              timed out
            </span>
          ) : null}
        </span>
        {person.bot ? <BotTag /> : null}
        {person.you ? <span class="badge badge-you">you</span> : null}
      </button>
    </li>
  );
}

/** Who somebody is: roles, age of the account, what can be done. */
export function Profile({ person, scene }: { person: Person; scene: Scene }) {
  const until = Date.parse(person.member?.communication_disabled_until ?? '');
  return (
    <div class="profile">
      <div class="profile-top" data-color={person.color ?? undefined}>
        <img class="avatar" src={person.avatar} alt="" width="72" height="72" />
      </div>
      <div class="profile-body">
        <h2 class="profile-name">
          <span safe>{person.name}</span>
          {person.bot ? <BotTag /> : null}
        </h2>
        <p class="muted" safe>{`@${person.username}`}</p>
        {person.timedOut ? (
          <p class="profile-timeout">
            <Icon name="hourglass" size={14} />
            <span safe>{`Timed out, ends ${relative(until, scene.now)}`}</span>
          </p>
        ) : null}
        <RoleChips person={person} scene={scene} />
        <dl class="profile-facts">
          <Fact name="Member since" at={Date.parse(person.member?.joined_at ?? '')} scene={scene} />
          <Fact name="Account made" at={snowflakeTime(person.id)} scene={scene} />
        </dl>
        <ProfileActions person={person} />
      </div>
    </div>
  );
}

function RoleChips({ person, scene }: { person: Person; scene: Scene }) {
  if (!person.member) return <p class="muted">Not a member of this guild any more.</p>;
  const roles = rolesOf(scene.guild, person.member);
  return (
    <ul class="role-chips" aria-label="Roles">
      {roles.map((role) => (
        <li class="role-chip" data-color={hex(role.color) ?? undefined}>
          <span class="role-dot" aria-hidden="true" />
          <span safe>{role.name}</span>
        </li>
      ))}
      {roles.length === 0 ? <li class="muted">No roles yet</li> : null}
    </ul>
  );
}

function Fact({ name, at, scene }: { name: string; at: number; scene: Scene }) {
  if (!Number.isFinite(at)) return null;
  return (
    <div>
      <dt safe>{name}</dt>
      <dd title={exact(at)} safe>
        {`${timestamp(at, 'D', scene.now)} · ${relative(at, scene.now)}`}
      </dd>
    </div>
  );
}

function ProfileActions({ person }: { person: Person }) {
  return (
    <div class="profile-actions">
      {person.bot || person.you || !person.member ? null : (
        <button type="button" class="btn btn-primary" data-act-as={person.username}>
          Act as this person
        </button>
      )}
      <button type="button" class="btn btn-secondary" data-menu-member={person.id} aria-haspopup="menu">
        <Icon name="dots" size={16} />
        More
      </button>
    </div>
  );
}
