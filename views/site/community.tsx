import type { PublicGuild } from '../../src/features/site/model.ts';
import { grouped } from '../ui/bytes.tsx';
import { SiteFrame, type SiteProps } from './frame.tsx';

interface CommunityProps extends SiteProps {
  guilds: readonly PublicGuild[];
}

/** `/community` */
export function CommunityPage(props: CommunityProps) {
  const { guilds } = props;
  return (
    <SiteFrame
      {...props}
      title="Community · Smarter Dev"
      description="The leaderboard and the squad standings of guilds that chose to show them."
      font={{ path: '/fonts/inter.woff2' }}
    >
      <div class="wide boards">
        <header class="boards-head">
          <h1>Who leads</h1>
          <p class="lead">Guilds are here because their managers chose it. Members who opted out are on no list.</p>
        </header>
        {guilds.length === 0 ? (
          <p class="nobody">
            No guild shows itself yet. Managers switch it on in their guild’s settings, under “Show this guild
            publicly”.
          </p>
        ) : null}
        {guilds.map((guild) => (
          <Guild guild={guild} />
        ))}
      </div>
    </SiteFrame>
  );
}

function Guild({ guild: { id, name, leaders, ranked, squads } }: { guild: PublicGuild }) {
  return (
    <section aria-labelledby={`g${id}`}>
      <h2 id={`g${id}`} safe>
        {name}
      </h2>
      <div class="board-pair">
        <div class="board">
          <h3>Leaderboard</h3>
          {leaders.length === 0 ? <p>Nobody has earned bytes yet.</p> : <Leaders leaders={leaders} />}
          {ranked > leaders.length ? (
            <p class="fine" safe>{`The first ${leaders.length} of ${grouped(ranked)}.`}</p>
          ) : null}
        </div>
        <div class="board">
          <h3>Squads</h3>
          {squads.length === 0 ? <p>There are no squads yet.</p> : <Squads squads={squads} />}
        </div>
      </div>
    </section>
  );
}

function Leaders({ leaders }: Pick<PublicGuild, 'leaders'>) {
  return (
    <table>
      <thead>
        <tr>
          <th scope="col">Place</th>
          <th scope="col">Member</th>
          <th scope="col">Bytes</th>
        </tr>
      </thead>
      <tbody>
        {leaders.map(({ rank, name, balance }) => (
          <tr>
            <td>{rank}</td>
            <th scope="row" safe>
              {name}
            </th>
            <td safe>{grouped(balance)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Squads({ squads }: Pick<PublicGuild, 'squads'>) {
  return (
    <table>
      <thead>
        <tr>
          <th scope="col">Place</th>
          <th scope="col">Squad</th>
          <th scope="col">Bytes</th>
          <th scope="col">Week</th>
        </tr>
      </thead>
      <tbody>
        {squads.map(({ rank, name, members, total, weeklyChange }) => (
          <tr>
            <td>{rank}</td>
            <th scope="row">
              <span safe>{name}</span>
              <small safe>{members === 1 ? '1 member' : `${grouped(members)} members`}</small>
            </th>
            <td safe>{grouped(total)}</td>
            <td class={(weeklyChange ?? 0) > 0 ? 'gain' : undefined} safe>
              {changeOf(weeklyChange)}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function changeOf(change: number | null): string {
  if (change === null) return 'new';
  return change > 0 ? `+${grouped(change)}` : grouped(change);
}
