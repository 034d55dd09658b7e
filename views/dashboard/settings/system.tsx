import type { Shell } from '../../layouts/admin/props.ts';
import { Badge } from '../../ui/badge.tsx';
import { Card, Empty, Note } from '../../ui/card.tsx';
import { TextField } from '../../ui/field.tsx';
import { ConfirmButton, Csrf } from '../../ui/form.tsx';
import { Member, type MemberRef } from '../../ui/people.tsx';
import { SearchForm } from '../../ui/search-form.tsx';
import { type Column, Pager, Table } from '../../ui/table.tsx';
import { Filters, type Tab } from '../../ui/tabs.tsx';
import { ChangeEntry, type ChangeRecord } from '../changes.tsx';
import { type HealthPart, HealthStrip } from '../overview.tsx';
import { SettingsFrame } from './frame.tsx';

/** A variable of the configuration as it is in force. */
export interface EffectiveSetting {
  readonly name: string;
  /** Secrets come masked. */
  readonly value: string;
  /** `environment`, `.env`, `default`; null when it was not noted. */
  readonly source: string | null;
  readonly secret: boolean;
}

interface SystemPageProps {
  shell: Shell;
  health: readonly HealthPart[];
  /** `Version 0.1.0`, `Up for 3 days`. */
  facts: readonly { readonly name: string; readonly value: string }[];
  settings: readonly EffectiveSetting[];
}

/** `/admin/settings/system` */
export function SystemPage({ shell, health, facts, settings }: SystemPageProps) {
  return (
    <SettingsFrame
      shell={shell}
      title="System"
      lead="What this instance runs on and the configuration in force. It is changed in the environment, not here."
    >
      <div class="stack">
        <HealthStrip parts={health} />
        <Card title="This instance">
          <dl class="facts">
            {facts.map(({ name, value }) => (
              <div>
                <dt safe>{name}</dt>
                <dd safe>{value}</dd>
              </div>
            ))}
          </dl>
        </Card>
        <Card title="Configuration in force" flush>
          <Table label="Configuration" columns={SETTINGS} rows={settings} />
        </Card>
      </div>
    </SettingsFrame>
  );
}

const SETTINGS: readonly Column<EffectiveSetting>[] = [
  { label: 'Variable', cell: ({ name }) => <code safe>{name}</code> },
  {
    label: 'Value',
    cell: ({ value, secret }) => (
      <span>
        <span class="mono" safe>
          {value === '' ? '(empty)' : value}
        </span>{' '}
        {secret ? <Badge icon="lock" text="secret" /> : null}
      </span>
    ),
  },
  { label: 'From', cell: ({ source }) => <span safe>{source ?? '–'}</span> },
];

export interface AdminRow {
  readonly member: MemberRef;
  /** `configuration`, or who made them an admin. */
  readonly from: string;
  /** Those of the configuration are changed there. */
  readonly removable: boolean;
}

interface AdminsPageProps {
  shell: Shell;
  admins: readonly AdminRow[];
  /** In development; otherwise the configuration says who it is. */
  editable: boolean;
  /** As typed. */
  value: string;
  error: string | null;
}

/** `/admin/settings/admins` */
export function AdminsPage({ shell, admins, editable, value, error }: AdminsPageProps) {
  return (
    <SettingsFrame shell={shell} title="Admins" lead="Admins see every guild and these settings.">
      <div class="stack narrow">
        <Card title="Admins" flush>
          <Table label="Admins" columns={adminColumns(shell.viewer)} rows={admins} />
        </Card>
        {editable ? (
          <Card title="Make somebody an admin">
            <form method="post" action="/admin/settings/admins" class="import-form">
              <Csrf token={shell.viewer.csrf} />
              <TextField
                name="user"
                label="Username"
                value={value}
                placeholder="ada"
                hint="The username of a member."
                error={error ?? undefined}
              />
              <button type="submit" class="btn btn-primary">
                Add
              </button>
            </form>
          </Card>
        ) : (
          <Note
            tone="info"
            text="ADMIN_DISCORD_IDS names who administers this instance. Change it there, then start anew."
          />
        )}
      </div>
    </SettingsFrame>
  );
}

function adminColumns({ id, csrf }: Shell['viewer']): Column<AdminRow>[] {
  return [
    { label: 'Admin', cell: ({ member }) => <Member member={member} note={member.id === id ? 'you' : undefined} /> },
    { label: 'By', cell: ({ from }) => <span safe>{from}</span> },
    {
      label: 'Actions',
      quiet: true,
      cell: ({ member, removable }) =>
        removable && member.id !== id ? (
          <ConfirmButton
            action={`/admin/settings/admins/${member.id}/remove`}
            csrf={csrf}
            label="Remove"
            small
            danger
            title={`Take the rights of an admin from ${member.name}?`}
            consequence="They keep what they may do in their own guilds. You can make them an admin again."
            confirm={`Remove ${member.name}`}
          />
        ) : (
          <span />
        ),
    },
  ];
}

interface AuditPageProps {
  shell: Shell;
  query: string;
  filters: readonly Tab[];
  records: readonly ChangeRecord[];
  newer: string | null;
  older: string | null;
}

/** `/admin/settings/audit`: everything that anybody did, in every guild. */
export function AuditPage({ shell, query, filters, records, newer, older }: AuditPageProps) {
  return (
    <SettingsFrame
      shell={shell}
      title="Audit"
      lead="Every sign-in and every change, in order; entries are chained, so none can be taken out unseen."
    >
      <SearchForm query={query} label="Actor, action or request id" />
      <Card title="Entries" flush actions={<Filters tabs={filters} label="Kind of entry" />}>
        {records.length > 0 ? (
          <ol class="changes">
            {records.map((record) => (
              <ChangeEntry record={record} now={shell.now} />
            ))}
          </ol>
        ) : (
          <Empty icon="shieldCheck" text={query ? `Nothing matches «${query}».` : 'Nothing has happened yet.'} />
        )}
        <Pager newer={newer} older={older} />
      </Card>
    </SettingsFrame>
  );
}
