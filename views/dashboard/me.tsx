import type { Account } from '../../src/features/economy/model.ts';
import type { GuildRef, Shell } from '../layouts/admin/props.ts';
import { AdminLayout } from '../layouts/admin.tsx';
import { Badge } from '../ui/badge.tsx';
import { Bytes, days, grouped } from '../ui/bytes.tsx';
import { Card, Empty, PageHeader } from '../ui/card.tsx';
import { ConfirmButton, Csrf } from '../ui/form.tsx';
import { Avatar } from '../ui/people.tsx';
import { type Column, Pager, Table } from '../ui/table.tsx';
import { RelativeTime } from '../ui/time.tsx';
import { type LedgerPage, LedgerTable } from './ledger.tsx';

export interface OwnAccount {
  readonly guild: GuildRef;
  readonly account: Account;
  /** Place on the board, from 1; null: not on it. */
  readonly rank: number | null;
}

export interface OwnSession {
  readonly id: string;
  /** `Firefox on Linux`. */
  readonly device: string;
  readonly ip: string;
  /** Epoch milliseconds. */
  readonly lastSeenAt: number;
  readonly current: boolean;
}

interface MePageProps {
  shell: Shell;
  accounts: readonly OwnAccount[];
  ledger: LedgerPage | null;
  sessions: readonly OwnSession[];
}

/** `/me`: what a member sees of himself, in every guild. */
export function MePage({ shell, accounts, ledger, sessions }: MePageProps) {
  const { viewer, now } = shell;
  return (
    <AdminLayout
      {...shell}
      title="My page"
      crumbs={[]}
      heading={
        <PageHeader title={viewer.displayName} lead={`@${viewer.username} · your bytes, your sessions, your data`} />
      }
    >
      <div class="stack">
        <Card title="My bytes" flush>
          {accounts.length > 0 ? (
            <Table label="Balances" columns={accountColumns(shell)} rows={accounts} />
          ) : (
            <Empty
              icon="coins"
              text="You have no bytes yet: the first message of a day earns some, in every guild that the bot is in."
            />
          )}
        </Card>
        {ledger ? (
          <Card title={`History in ${ledger.guild.name}`} flush>
            <LedgerTable entries={ledger.entries} faces={ledger.faces} now={now} of={viewer.id} linked={false} />
            <Pager newer={ledger.newer} older={ledger.older} />
          </Card>
        ) : null}
        <Card
          title="Sessions"
          flush
          actions={
            <ConfirmButton
              action="/me/sessions/end"
              csrf={viewer.csrf}
              label="Sign out everywhere"
              small
              title="Sign out everywhere?"
              consequence="Every browser that is signed in as you has to sign in again, this one as well."
              confirm="Sign out everywhere"
            />
          }
        >
          <Table label="Sessions" columns={sessionColumns(shell)} rows={sessions} />
        </Card>
        <OwnData />
      </div>
    </AdminLayout>
  );
}

function accountColumns({ viewer }: Shell): Column<OwnAccount>[] {
  return [
    {
      label: 'Guild',
      cell: ({ guild }) => (
        <span class="who">
          <Avatar name={guild.name} url={guild.iconUrl} square />
          <a href={`/me?guild=${guild.id}`}>
            <span class="who-name" safe>
              {guild.name}
            </span>
          </a>
        </span>
      ),
    },
    { label: 'Rank', figure: true, cell: ({ rank }) => <span safe>{rank === null ? '–' : `#${grouped(rank)}`}</span> },
    { label: 'Streak', figure: true, cell: ({ account }) => <span safe>{days(account.streak)}</span> },
    { label: 'Received in all', figure: true, cell: ({ account }) => <Bytes amount={account.totalReceived} /> },
    { label: 'Balance', figure: true, cell: ({ account }) => <Bytes amount={account.balance} /> },
    {
      label: 'Leaderboard',
      quiet: true,
      cell: ({ guild, account }) => <OptOut guild={guild} optedOut={account.optedOut} csrf={viewer.csrf} />,
    },
  ];
}

function OptOut({ guild, optedOut, csrf }: { guild: GuildRef; optedOut: boolean; csrf: string }) {
  if (!optedOut) {
    return (
      <ConfirmButton
        action="/me/opt-out"
        csrf={csrf}
        label="Leave the leaderboard"
        small
        fields={{ guild: guild.id, out: 'yes' }}
        title={`Leave the leaderboard of ${guild.name}?`}
        consequence="Nobody sees you there and you earn no bytes for the day. Your bytes stay; come back at any time."
        confirm="Leave the leaderboard"
      />
    );
  }
  return (
    <form method="post" action="/me/opt-out" class="inline-form">
      <Csrf token={csrf} />
      <input type="hidden" name="guild" value={guild.id} />
      <input type="hidden" name="out" value="no" />
      <button type="submit" class="btn btn-sm">
        Back to the leaderboard
      </button>
    </form>
  );
}

function sessionColumns({ now, viewer }: Shell): Column<OwnSession>[] {
  return [
    {
      label: 'Where',
      cell: ({ device, ip, current }) => (
        <span>
          <span safe>{device}</span> {current ? <Badge tone="success" text="this one" /> : null}
          <small safe>{ip}</small>
        </span>
      ),
    },
    { label: 'Last seen', cell: ({ lastSeenAt }) => <RelativeTime at={lastSeenAt} now={now} /> },
    {
      label: 'Actions',
      quiet: true,
      cell: ({ id, device, current }) =>
        current ? (
          <span />
        ) : (
          <ConfirmButton
            action={`/me/sessions/${id}/end`}
            csrf={viewer.csrf}
            label="Sign out"
            small
            title={`Sign out ${device}?`}
            consequence="That browser has to sign in again."
            confirm="Sign out"
          />
        ),
    },
  ];
}

function OwnData() {
  return (
    <Card title="My data" tone="danger">
      <div class="danger-line">
        <p>
          <strong>Export.</strong> Everything that is kept about you, as one file.
        </p>
        <a class="btn" href="/me/export" download="" hx-boost="false">
          Export my data
        </a>
      </div>
      <div class="danger-line">
        <p>
          <strong>Delete.</strong> Your balances and your name go; the ledger keeps the movements without saying whose
          they were. Moderators keep their cases.
        </p>
        <a class="btn btn-outline-danger" href="/me/delete">
          Delete my data
        </a>
      </div>
    </Card>
  );
}
