import type { GuildRef, Shell } from '../../layouts/admin/props.ts';
import { Bytes, grouped } from '../../ui/bytes.tsx';
import { Card, Empty, Note } from '../../ui/card.tsx';
import { Csrf } from '../../ui/form.tsx';
import { Table } from '../../ui/table.tsx';
import { GuildFrame } from './frame.tsx';
import { SquadLine, Trend } from './squad-line.tsx';
import type { SquadCard, StandingRow } from './squad-values.ts';

interface SquadsPageProps {
  shell: Shell;
  guild: GuildRef;
  squads: readonly SquadCard[];
  standings: readonly StandingRow[];
  /** Tells this order from another one. */
  orderVersion: number;
  manages: boolean;
  /** Discord does not answer, so that colours and troubles of roles are not known. */
  away: boolean;
}

const AWAY = 'Discord does not answer right now, so the colours of roles and what is wrong with them are not known.';

/** `/admin/guilds/:id/squads` */
export function SquadsPage({ shell, guild, squads, standings, orderVersion, manages, away }: SquadsPageProps) {
  const home = `/admin/guilds/${guild.id}/squads`;
  return (
    <GuildFrame
      shell={shell}
      guild={guild}
      title="Squads"
      lead="Teams that members choose; each is a role of the server."
      actions={
        manages && squads.length > 0 ? (
          <a class="btn btn-primary" href={`${home}/new`}>
            Create a squad
          </a>
        ) : undefined
      }
    >
      <div class="stack">
        <SquadsNews stale={false} href={home} />
        {away && squads.length > 0 ? <Note tone="warning" text={AWAY} /> : null}
        {squads.length === 0 ? (
          <NoSquads home={home} manages={manages} />
        ) : (
          <>
            <OrderForm home={home} csrf={shell.viewer.csrf} version={orderVersion} shown={manages} />
            <ol class="squads" data-order={manages ? 'squads-order' : undefined} aria-label="Squads in their order">
              {squads.map((squad, index) => (
                <SquadLine
                  squad={squad}
                  home={home}
                  csrf={shell.viewer.csrf}
                  manages={manages}
                  first={index === 0}
                  last={index === squads.length - 1}
                />
              ))}
            </ol>
            <StandingsCard standings={standings} home={home} />
          </>
        )}
      </div>
    </GuildFrame>
  );
}

/** The buttons and places of the lines belong to this form; a line's own forms could not stand within it. */
function OrderForm({ home, csrf, version, shown }: { home: string; csrf: string; version: number; shown: boolean }) {
  if (!shown) return null;
  return (
    <form id="squads-order" method="post" action={`${home}/order`}>
      <Csrf token={csrf} />
      <input type="hidden" name="version" value={String(version)} />
      <p class="sr-only" role="status" data-order-says />
    </form>
  );
}

function NoSquads({ home, manages }: { home: string; manages: boolean }) {
  return (
    <Card title="No squads yet">
      <Empty
        icon="people"
        text={
          manages
            ? 'Squads are teams: members choose one with /squads list, get its role, and earn bytes for it together.'
            : 'Squads are teams that members choose. Managers of this server can create them here.'
        }
        action={manages ? { href: `${home}/new`, label: 'Create the first squad' } : undefined}
        example="Make a role in Discord first, below the bot’s own: Rustaceans, say, in orange."
      />
    </Card>
  );
}

/** Appears when what is shown is no longer what there is; figures are kept up to date by themselves. */
export function SquadsNews({ stale, href }: { stale: boolean; href: string }) {
  return (
    <div id="squads-news" role="status" class={stale ? undefined : 'is-silent'}>
      {stale ? (
        <Note tone="info" text="Somebody created, changed, sorted or deleted squads meanwhile.">
          <a href={href}>Show how they are now</a>
        </Note>
      ) : null}
    </div>
  );
}

export function StandingsCard({ standings, home }: { standings: readonly StandingRow[]; home: string }) {
  return (
    <Card id="standings" title="Standings" hint="Bytes that members have together, at most a minute old." flush>
      <Table
        label="Standings"
        rows={standings}
        columns={[
          {
            label: 'Squad',
            cell: ({ rank, name, squadId }) => (
              <span class="squad-rank">
                <span class="figure text-secondary" safe>{`#${grouped(rank)}`}</span>
                <a href={`${home}/${squadId}`} safe>
                  {name}
                </a>
              </span>
            ),
          },
          { label: 'Total', figure: true, cell: ({ total }) => <Bytes amount={total} /> },
          { label: 'Members', figure: true, cell: ({ members }) => <Bytes amount={members} /> },
          { label: 'Per member', figure: true, cell: ({ perMember }) => <Bytes amount={perMember} /> },
          { label: 'This week', figure: true, cell: ({ weeklyChange }) => <Trend change={weeklyChange} /> },
        ]}
      />
    </Card>
  );
}
