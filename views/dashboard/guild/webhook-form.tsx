import type { GuildRef, Shell } from '../../layouts/admin/props.ts';
import { Card, Note } from '../../ui/card.tsx';
import { type Choice, Choices } from '../../ui/choices.tsx';
import { TextField } from '../../ui/field.tsx';
import { SettingsForm } from '../../ui/form.tsx';
import type { FieldErrors } from './bytes-values.ts';
import { GuildFrame } from './frame.tsx';
import { webhooksOf } from './webhooks.tsx';

/** What was typed, as texts. */
export interface WebhookValues {
  readonly name: string;
  readonly url: string;
  readonly events: readonly string[];
}

interface WebhookFormPageProps {
  shell: Shell;
  guild: GuildRef;
  /** The one that is edited; null for a new one. */
  webhook: { readonly id: string; readonly name: string; readonly version: number } | null;
  values: WebhookValues;
  errors: FieldErrors;
  /** What is wrong with all of it, as a sentence. */
  trouble: string | null;
  /** Every kind of event, with what it is about. */
  events: readonly Choice[];
  longestName: number;
}

/** `/admin/guilds/:id/webhooks/new` and `…/:webhook/edit` */
export function WebhookFormPage(props: WebhookFormPageProps) {
  const { shell, guild, webhook, values, errors, trouble, events, longestName } = props;
  const home = webhooksOf(guild);
  const way = webhook
    ? [{ label: webhook.name, href: `${home}/${webhook.id}` }, { label: 'Edit' }]
    : [{ label: 'New' }];
  return (
    <GuildFrame
      shell={shell}
      guild={guild}
      title={webhook ? `Edit ${webhook.name}` : 'New webhook'}
      lead={
        webhook
          ? 'The secret stays. What waits to be sent goes to the new address.'
          : 'It hears of what happens after it was made. You see its secret once, on the next page.'
      }
      further={[{ label: 'Webhooks', href: home }, ...way]}
    >
      <div class="stack narrow">
        {trouble ? <Note tone="danger" text={trouble} /> : null}
        <Card title="The webhook">
          <SettingsForm
            id="webhook"
            action={webhook ? `${home}/${webhook.id}/edit` : home}
            csrf={shell.viewer.csrf}
            version={webhook?.version}
            submit={webhook ? 'Save' : 'Create the webhook'}
            wrong={Object.keys(errors).length}
          >
            <TextField
              name="name"
              label="Name"
              value={values.name}
              placeholder="CI"
              maxlength={longestName}
              hint="What it is for; shown in the list and in the audit log."
              error={errors.name}
            />
            <TextField
              name="url"
              label="Address"
              value={values.url}
              placeholder="https://example.com/hooks/smarter-dev"
              maxlength={500}
              hint="Where events are posted: https, on the public internet."
              error={errors.url}
            />
            <Choices
              name="events"
              label="Hears of"
              choices={events}
              chosen={values.events}
              none="There is nothing to hear of."
              error={errors.events}
            />
          </SettingsForm>
        </Card>
      </div>
    </GuildFrame>
  );
}
