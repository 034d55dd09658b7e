import type { LedgerEntry } from '../../src/features/economy/model.ts';
import type { GuildRef } from '../layouts/admin/props.ts';
import { Badge } from '../ui/badge.tsx';
import { Bytes } from '../ui/bytes.tsx';
import { Member, type MemberRef } from '../ui/people.tsx';
import { type Column, Table } from '../ui/table.tsx';
import { RelativeTime } from '../ui/time.tsx';

const KINDS: Readonly<Record<LedgerEntry['type'], string>> = {
  starting: 'Starting bytes',
  daily: 'Daily',
  transfer: 'Transfer',
  squad_fee: 'Squad fee',
  refund: 'Refund',
  admin_adjust: 'Adjustment',
  reward: 'Reward',
};

/** What somebody reads instead of a type's code. */
function ledgerKind(type: LedgerEntry['type']): string {
  return KINDS[type];
}

/** Picture and colour of a member in the ledger; null for the guild itself. */
type Faces = (userId: string, username: string | null) => MemberRef | null;

/** A page of one person's movements in a guild. */
export interface LedgerPage {
  readonly guild: GuildRef;
  readonly entries: readonly LedgerEntry[];
  readonly faces: Faces;
  readonly newer: string | null;
  readonly older: string | null;
}

interface LedgerTableProps {
  entries: readonly LedgerEntry[];
  faces: Faces;
  now: number;
  /** Whose view it is: amounts are signed for them. Null: amounts as they moved. */
  of: string | null;
  /** Whether names lead to pages about people, for those who may open them. */
  linked?: boolean;
}

export function LedgerTable({ entries, faces, now, of, linked = true }: LedgerTableProps) {
  return (
    <Table
      label="Ledger"
      columns={columns({ faces, now, of, linked })}
      rows={entries}
      rowId={({ id }) => `entry-${id}`}
    />
  );
}

function columns({ faces, now, of, linked }: Omit<LedgerTableProps, 'entries'>): Column<LedgerEntry>[] {
  const party = (id: string, name: string | null) => <Party member={faces(id, name)} linked={linked === true} />;
  const amount = ({ amount, receiverId }: LedgerEntry) =>
    of ? <Bytes amount={receiverId === of ? amount : -amount} signed /> : <Bytes amount={amount} />;
  return [
    { label: 'Kind', cell: ({ type, reason }) => <Kind type={type} reason={reason} /> },
    { label: 'From', cell: ({ giverId, giverUsername }) => party(giverId, giverUsername) },
    { label: 'To', cell: ({ receiverId, receiverUsername }) => party(receiverId, receiverUsername) },
    { label: 'Bytes', figure: true, cell: amount },
    { label: 'When', figure: true, cell: ({ at }) => <RelativeTime at={at} now={now} /> },
  ];
}

function Kind({ type, reason }: Pick<LedgerEntry, 'type' | 'reason'>) {
  return (
    <span class="ledger-kind">
      <Badge text={ledgerKind(type)} />
      {reason ? <small safe>{reason}</small> : null}
    </span>
  );
}

function Party({ member, linked }: { member: MemberRef | null; linked: boolean }) {
  return member ? (
    <Member member={member} href={linked ? `/admin/users/${member.id}` : undefined} />
  ) : (
    <span class="text-secondary">The guild</span>
  );
}
