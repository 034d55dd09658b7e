import type { Place, Viewer } from '../../src/http/kit/pages/visit.ts';

interface AdminHomeProps {
  viewer: Viewer;
  /** Null while Discord is away. */
  places: readonly Place[] | null;
}

const RIGHTS: Readonly<Record<Place['right'], string>> = {
  admin: 'Administrator of everything',
  manager: 'Manager',
  moderator: 'Moderator',
  member: 'Member',
};

/** Who you are, and what you may do where. */
export function AdminHome({ viewer, places }: AdminHomeProps) {
  return (
    <>
      <p class="text-secondary" safe>
        {viewer.isAdmin
          ? `You are ${viewer.displayName} (${viewer.username}) and administer this instance.`
          : `You are ${viewer.displayName} (${viewer.username}).`}
      </p>
      <h2 class="h3">Your guilds</h2>
      {places === null ? <p role="status">Discord does not answer right now. Try again in a moment.</p> : null}
      {places?.length === 0 ? (
        <p>You are in no guild that the bot is in. Ask its owner to invite you, then load this page again.</p>
      ) : null}
      <ul class="list-group">
        {places?.map(({ guild, right }) => (
          <li class="list-group-item">
            <strong safe>{guild.name}</strong>{' '}
            <span class="text-secondary" safe>
              {RIGHTS[right]}
            </span>
          </li>
        ))}
      </ul>
    </>
  );
}
