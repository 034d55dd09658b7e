import type { Delivery, Webhook } from '../../../src/features/webhooks/model.ts';
import type { GuildRef, Shell } from '../../layouts/admin/props.ts';
import { Badge, type BadgeTone } from '../../ui/badge.tsx';
import { grouped } from '../../ui/bytes.tsx';
import { Card, Empty, Note } from '../../ui/card.tsx';
import { ConfirmButton, Csrf } from '../../ui/form.tsx';
import { type Column, Pager, Table } from '../../ui/table.tsx';
import { RelativeTime } from '../../ui/time.tsx';
import { GuildFrame } from './frame.tsx';
import { WebhookState, webhooksOf } from './webhooks.tsx';

/** A delivery, and whether its first answer is still to come. */
export interface ShownDelivery extends Delivery {
  readonly isUnanswered: boolean;
}

/** A question before something that has a consequence. */
export interface Asked {
  readonly title: string;
  readonly consequence: string;
  readonly confirm: string;
  readonly danger: boolean;
}

interface WebhookPageProps {
  shell: Shell;
  guild: GuildRef;
  webhook: Webhook;
  deliveries: readonly ShownDelivery[];
  newest: string | null;
  older: string | null;
  asked: { readonly secret: Asked; readonly deletion: Asked };
}

/** `/admin/guilds/:id/webhooks/:webhook`: how it is, what was sent, and what can be done with it. */
export function WebhookPage(props: WebhookPageProps) {
  const { shell, guild, webhook, deliveries, newest, older, asked } = props;
  const here = `${webhooksOf(guild)}/${webhook.id}`;
  const { csrf } = shell.viewer;
  return (
    <GuildFrame
      shell={shell}
      guild={guild}
      title={webhook.name}
      lead={webhook.url}
      further={[{ label: 'Webhooks', href: webhooksOf(guild) }, { label: webhook.name }]}
      actions={
        <>
          {webhook.isActive ? <Press action={`${here}/pings`} csrf={csrf} label="Send a test" primary /> : null}
          <a class="btn" href={`${here}/edit`}>
            Edit
          </a>
        </>
      }
    >
      <div class="stack">
        <Card title="State">
          <div class="danger-line">
            <div class="webhook-state">
              <WebhookState webhook={webhook} now={shell.now} />
            </div>
            <Press
              action={`${here}/state`}
              csrf={csrf}
              label={webhook.isActive ? 'Pause' : 'Resume'}
              fields={{ active: webhook.isActive ? 'off' : 'on', version: String(webhook.version) }}
            />
          </div>
          <div class="danger-line">
            <p class="chips">
              {webhook.events.map((type) => (
                <Badge text={type} />
              ))}
            </p>
          </div>
          {webhook.overlapUntil && webhook.overlapUntil > shell.now ? (
            <p class="form-hint">
              The secret before this one signs as well; it ends{' '}
              <RelativeTime at={webhook.overlapUntil} now={shell.now} />.
            </p>
          ) : null}
        </Card>
        <Card title="Deliveries" hint="Newest first; they are kept for 30 days." flush>
          {deliveries.length > 0 ? (
            <Table
              label="Deliveries"
              columns={columns(here, shell.now)}
              rows={deliveries}
              rowId={({ eventId }) => `delivery-${eventId}`}
            />
          ) : (
            <Empty icon="send" text="Nothing was sent yet. What happens from now on, and every test, is listed here." />
          )}
          <Pager newer={newest} older={older} newest />
        </Card>
        <Card title="Secret and end" tone="danger">
          <div class="danger-line">
            <p>A new secret replaces the one that signs; the old one goes on for a day.</p>
            <ConfirmButton action={`${here}/secret`} csrf={csrf} label="Replace the secret" {...asked.secret} />
          </div>
          <div class="danger-line">
            <p>Without the webhook nothing is sent to this address, and its deliveries are forgotten.</p>
            <ConfirmButton action={`${here}/deletion`} csrf={csrf} label="Delete" {...asked.deletion} />
          </div>
        </Card>
      </div>
    </GuildFrame>
  );
}

interface PressProps {
  action: string;
  csrf: string;
  label: string;
  primary?: boolean;
  fields?: Readonly<Record<string, string>>;
}

/** A button that does it at once. */
function Press({ action, csrf, label, primary = false, fields = {} }: PressProps) {
  return (
    <form method="post" action={action} class="inline-form">
      <Csrf token={csrf} />
      {Object.entries(fields).map(([name, value]) => (
        <input type="hidden" name={name} value={value} />
      ))}
      <button type="submit" class={['btn', primary && 'btn-primary']} safe>
        {label}
      </button>
    </form>
  );
}

function columns(here: string, now: number): Column<ShownDelivery>[] {
  return [
    {
      label: 'Event',
      cell: ({ eventId, type, createdAt }) => (
        <span>
          <a href={`${here}/deliveries/${eventId}`}>{type}</a>
          <small>
            <RelativeTime at={createdAt} now={now} />
          </small>
        </span>
      ),
    },
    { label: 'State', cell: (one) => <DeliveryState delivery={one} now={now} /> },
    {
      label: 'Answer',
      cell: ({ responseStatus, problem, tookMs }) => (
        <span>
          <span safe>{responseStatus === null ? 'none' : String(responseStatus)}</span>
          {problem ? (
            <small safe>{problem}</small>
          ) : tookMs === null ? null : (
            <small safe>{`${grouped(tookMs)} ms`}</small>
          )}
        </span>
      ),
    },
    { label: 'Tries', figure: true, cell: ({ attempts }) => <span safe>{grouped(attempts)}</span> },
  ];
}

const MINUTE = 60_000;

const STATES: Readonly<Record<Delivery['state'], { tone: BadgeTone; text: string }>> = {
  pending: { tone: 'info', text: 'On its way' },
  delivered: { tone: 'success', text: 'Delivered' },
  failed: { tone: 'danger', text: 'Given up' },
};

function DeliveryState({ delivery, now }: { delivery: ShownDelivery; now: number }) {
  const { state, nextAttemptAt } = delivery;
  const waits = state === 'pending' && !delivery.isUnanswered;
  return (
    <span>
      <Badge {...(waits ? { tone: 'warning', text: 'Tries again' } : STATES[state])} />
      {waits && nextAttemptAt ? (
        <small>
          {nextAttemptAt - now < MINUTE ? 'within a minute' : <RelativeTime at={nextAttemptAt} now={now} />}
        </small>
      ) : null}
    </span>
  );
}

interface DeliveryPageProps {
  shell: Shell;
  guild: GuildRef;
  webhook: Webhook;
  delivery: ShownDelivery;
  /** Whether the first answer may come any moment: the card asks for itself again. */
  soon: boolean;
}

/** `/admin/guilds/:id/webhooks/:webhook/deliveries/:event`: what was sent and what came back. */
export function DeliveryPage({ shell, guild, webhook, delivery, soon }: DeliveryPageProps) {
  const webhookPath = `${webhooksOf(guild)}/${webhook.id}`;
  const here = `${webhookPath}/deliveries/${delivery.eventId}`;
  return (
    <GuildFrame
      shell={shell}
      guild={guild}
      title={delivery.type}
      lead={`One event for ${webhook.name}.`}
      further={[
        { label: 'Webhooks', href: webhooksOf(guild) },
        { label: webhook.name, href: webhookPath },
        { label: delivery.type },
      ]}
      actions={
        webhook.isActive && delivery.state !== 'pending' ? (
          <Press action={`${here}/redelivery`} csrf={shell.viewer.csrf} label="Send it again" />
        ) : undefined
      }
    >
      <div class="stack">
        <AnswerCard delivery={delivery} now={shell.now} here={here} soon={soon} />
        <Card title="What was sent" hint="The body of the request; its headers carry the signature.">
          <pre class="payload" tabindex="0" safe>
            {JSON.stringify(delivery.payload, null, 2)}
          </pre>
        </Card>
      </div>
    </GuildFrame>
  );
}

interface AnswerCardProps {
  delivery: ShownDelivery;
  now: number;
  here: string;
  soon: boolean;
}

/** How a delivery went; while the first answer is awaited it looks again by itself. */
function AnswerCard({ delivery, now, here, soon }: AnswerCardProps) {
  const { responseStatus, responseExcerpt, problem, tookMs, attempts, deliveredAt } = delivery;
  return (
    <div
      id="answer"
      {...(soon
        ? {
            'hx-get': here,
            'hx-select': '#answer',
            'hx-trigger': 'load delay:1s',
            'hx-swap': 'outerHTML',
            'hx-target': 'this',
          }
        : {})}
    >
      <Card title="Answer">
        {soon ? (
          <p role="status">
            It is being sent, behind what waits before it. <a href={here}>Look again</a>
          </p>
        ) : null}
        {problem ? <Note tone={delivery.state === 'failed' ? 'danger' : 'warning'} text={problem} /> : null}
        <dl class="facts">
          <div>
            <dt>State</dt>
            <dd>
              <DeliveryState delivery={delivery} now={now} />
            </dd>
          </div>
          <div>
            <dt>Status</dt>
            <dd safe>{responseStatus === null ? 'no answer yet' : String(responseStatus)}</dd>
          </div>
          <div>
            <dt>Tries</dt>
            <dd safe>
              {tookMs === null ? grouped(attempts) : `${grouped(attempts)}, the last took ${grouped(tookMs)} ms`}
            </dd>
          </div>
          {deliveredAt ? (
            <div>
              <dt>Arrived</dt>
              <dd>
                <RelativeTime at={deliveredAt} now={now} />
              </dd>
            </div>
          ) : null}
        </dl>
        {responseExcerpt ? (
          <pre class="payload" tabindex="0" safe>
            {responseExcerpt}
          </pre>
        ) : null}
      </Card>
    </div>
  );
}
