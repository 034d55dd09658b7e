import type { LedgerEntry } from '../../../src/features/economy/model.ts';
import type { GuildRef, Shell } from '../../layouts/admin/props.ts';
import { Icon } from '../../layouts/icons.tsx';
import { Card, Empty, Note } from '../../ui/card.tsx';
import { type Change, Diff } from '../../ui/diff.tsx';
import { ConfirmButton, Csrf } from '../../ui/form.tsx';
import type { MemberRef } from '../../ui/people.tsx';
import { Pager } from '../../ui/table.tsx';
import { Filters, type Tab } from '../../ui/tabs.tsx';
import { RelativeTime } from '../../ui/time.tsx';
import { LedgerTable } from '../ledger.tsx';
import { BytesSettings } from './bytes-form.tsx';
import { type BytesForecast, BytesPreview } from './bytes-preview.tsx';
import type { BytesForm } from './bytes-values.ts';
import { GuildFrame } from './frame.tsx';
import { TopMembers } from './overview.tsx';

interface BytesPageProps {
  shell: Shell;
  guild: GuildRef;
  form: BytesForm;
  forecast: BytesForecast;
  /** Why the settings cannot be saved or shown whole right now; null when all is well. */
  trouble: string | null;
  /** What somebody else saved meanwhile, when the form came too late. */
  conflict: { readonly by: string; readonly changes: readonly Change[] } | null;
  /** Whether there are role rewards that could be given. */
  rewarding: boolean;
  top: readonly { readonly rank: number; readonly member: MemberRef; readonly balance: number }[];
  ledger: {
    readonly entries: readonly LedgerEntry[];
    readonly faces: (userId: string, username: string | null) => MemberRef | null;
    readonly filters: readonly Tab[];
    readonly newer: string | null;
    readonly older: string | null;
    /** The last time it was added up; null: not yet. */
    readonly verified: { readonly ok: boolean; readonly at: number } | null;
  };
}

/** `/admin/guilds/:id/bytes` */
export function BytesPage(props: BytesPageProps) {
  const { shell, guild, form, forecast, trouble, conflict, rewarding, top, ledger } = props;
  return (
    <GuildFrame
      shell={shell}
      guild={guild}
      title="Bytes"
      lead="What members earn, what they may send, which roles they get for it."
    >
      <div class="stack">
        {trouble ? <Note tone="warning" text={trouble} /> : null}
        {conflict ? <Conflict by={conflict.by} changes={conflict.changes} /> : null}
        <div class="columns">
          <BytesSettings form={form} />
          <BytesPreview forecast={forecast} />
        </div>
        <div class="columns columns-side">
          <Card title="Recent movements" flush actions={<Filters tabs={ledger.filters} label="Kind of movement" />}>
            {ledger.entries.length > 0 ? (
              <LedgerTable entries={ledger.entries} faces={ledger.faces} now={shell.now} of={null} />
            ) : (
              <Empty
                icon="transfer"
                text="Every byte that moves is written here and stays here."
                example="A member’s first message of the day earns some; /bytes send passes them on."
              />
            )}
            <Pager newer={ledger.newer} older={ledger.older} />
            <Verified verified={ledger.verified} now={shell.now} action={form.action} csrf={form.csrf} />
          </Card>
          <div class="stack">
            <Card title="Top ten" flush>
              <TopMembers guildId={guild.id} top={top} />
            </Card>
            {rewarding ? <Backfill guild={guild} action={form.action} csrf={form.csrf} /> : null}
          </div>
        </div>
      </div>
    </GuildFrame>
  );
}

function Conflict({ by, changes }: { by: string; changes: readonly Change[] }) {
  return (
    <Note
      tone="warning"
      text={`${by} saved other settings meanwhile. Nothing of it was overwritten. This is what they saved and what you wrote; save again to replace it with yours.`}
    >
      <Diff changes={changes} />
    </Note>
  );
}

interface VerifiedProps {
  verified: { ok: boolean; at: number } | null;
  now: number;
  action: string;
  csrf: string;
}

function Verified({ verified, now, action, csrf }: VerifiedProps) {
  return (
    <form class="verified" method="post" action={`${action}/verification`}>
      <Csrf token={csrf} />
      {verified ? (
        <p class={verified.ok ? 'gain' : 'loss'}>
          <Icon name={verified.ok ? 'shieldCheck' : 'warning'} size={16} />
          <span>
            {verified.ok ? 'The ledger adds up, checked' : 'The ledger does not add up, checked'}{' '}
            <RelativeTime at={verified.at} now={now} />
          </span>
        </p>
      ) : (
        <p class="text-secondary">Every balance can be added up anew from the ledger.</p>
      )}
      <button type="submit" class="btn btn-sm">
        Check the ledger
      </button>
    </form>
  );
}

function Backfill({ guild, action, csrf }: { guild: GuildRef; action: string; csrf: string }) {
  return (
    <Card title="Role rewards now">
      <p>
        Members get a role with their next bytes. Who has earned one already gets it by this, or in the coming night.
      </p>
      <ConfirmButton
        action={`${action}/backfill`}
        csrf={csrf}
        label="Give missing roles"
        title={`Give every member of ${guild.name} the roles they have earned?`}
        consequence="By the settings as they are saved. The bot gives the roles one after another; none is taken away."
        confirm="Give the roles"
      />
    </Card>
  );
}
