import type { Webhook } from '../../../src/features/webhooks/model.ts';
import type { GuildRef, Shell } from '../../layouts/admin/props.ts';
import { Badge, type BadgeTone } from '../../ui/badge.tsx';
import { Card, Empty, Note } from '../../ui/card.tsx';
import { CopyField } from '../../ui/copy.tsx';
import { type Column, Table } from '../../ui/table.tsx';
import { RelativeTime, utc } from '../../ui/time.tsx';
import { GuildFrame } from './frame.tsx';

/** Addresses of a guild's webhooks. */
export function webhooksOf({ id }: Pick<GuildRef, 'id'>): string {
  return `/admin/guilds/${id}/webhooks`;
}

interface WebhooksPageProps {
  shell: Shell;
  guild: GuildRef;
  webhooks: readonly Webhook[];
  /** How many kinds of events there are. */
  kinds: number;
}

/** `/admin/guilds/:id/webhooks` */
export function WebhooksPage({ shell, guild, webhooks, kinds }: WebhooksPageProps) {
  const home = webhooksOf(guild);
  const add = { href: `${home}/new`, label: 'New webhook' };
  return (
    <GuildFrame
      shell={shell}
      guild={guild}
      title="Webhooks"
      lead="Programs elsewhere that are told what happens in this guild, signed and in order."
      actions={
        <a class="btn btn-primary" href={add.href}>
          New webhook
        </a>
      }
    >
      <Card title={webhooks.length === 1 ? '1 webhook' : `${webhooks.length} webhooks`} flush>
        {webhooks.length > 0 ? (
          <Table
            label="Webhooks"
            columns={columns(home, kinds, shell.now)}
            rows={webhooks}
            rowId={({ id }) => `webhook-${id}`}
          />
        ) : (
          <Empty
            icon="plug"
            text="A webhook posts to an address of yours whenever bytes move, squads change, a case is opened or somebody changes settings."
            action={add}
            example="POST https://example.com/hooks/smarter-dev"
          />
        )}
      </Card>
    </GuildFrame>
  );
}

function columns(home: string, kinds: number, now: number): Column<Webhook>[] {
  return [
    { label: 'Webhook', cell: (one) => <Name webhook={one} home={home} /> },
    {
      label: 'Hears of',
      cell: ({ events }) => (
        <span class="chips">
          {events.length === kinds ? <Badge text="everything" /> : events.map((type) => <Badge text={type} />)}
        </span>
      ),
    },
    { label: 'State', cell: (one) => <WebhookState webhook={one} now={now} /> },
    { label: 'Changed', cell: ({ updatedAt }) => <RelativeTime at={updatedAt} now={now} /> },
  ];
}

function Name({ webhook: { id, name, url }, home }: { webhook: Webhook; home: string }) {
  return (
    <span>
      <a href={`${home}/${id}`} safe>
        {name}
      </a>
      <small>
        <code safe>{url}</code>
      </small>
    </span>
  );
}

/** Whether it is told anything, and if not, why. */
export function WebhookState({ webhook, now }: { webhook: Webhook; now: number }) {
  const { disabledReason, failingSince, isActive } = webhook;
  const [tone, text] = stateOf(webhook);
  return (
    <span>
      <Badge tone={tone} text={text} />
      {!isActive && disabledReason ? <small safe>{disabledReason}</small> : null}
      {isActive && failingSince ? (
        <small>
          began <RelativeTime at={failingSince} now={now} />
        </small>
      ) : null}
    </span>
  );
}

function stateOf({ disabledReason, failingSince, isActive }: Webhook): [BadgeTone, string] {
  if (!isActive) return disabledReason ? ['danger', 'Switched off'] : ['neutral', 'Paused'];
  return failingSince ? ['warning', 'Failing'] : ['success', 'Active'];
}

interface WebhookSecretPageProps {
  shell: Shell;
  guild: GuildRef;
  webhook: Webhook;
  /** Shown on this page only. */
  secret: string;
  /** Code that checks a signature. */
  snippet: string;
}

/** The answer to creating a webhook or replacing its secret. */
export function WebhookSecretPage({ shell, guild, webhook, secret, snippet }: WebhookSecretPageProps) {
  const { id, name, overlapUntil } = webhook;
  return (
    <GuildFrame
      shell={shell}
      guild={guild}
      title={name}
      further={[{ label: 'Webhooks', href: webhooksOf(guild) }, { label: name }]}
      lead="What is sent is signed with this secret, so that your program knows it comes from here."
    >
      <div class="stack narrow">
        <Note tone="warning" text="Copy the secret now: it is kept sealed, nobody can show it again.">
          {overlapUntil ? (
            <p safe>{`Until ${utc(overlapUntil)} everything is signed with the old one as well.`}</p>
          ) : null}
        </Note>
        <Card title="The secret">
          <CopyField id="secret" label="Secret" value={secret} />
          <CopyField id="snippet" label="Check a signature" value={snippet} multiline rows={14} />
        </Card>
        <div>
          <a class="btn btn-primary" href={`${webhooksOf(guild)}/${id}`}>
            I have copied it
          </a>
        </div>
      </div>
    </GuildFrame>
  );
}
