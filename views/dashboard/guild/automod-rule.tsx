import type { GuildRef, Shell } from '../../layouts/admin/props.ts';
import { AdminLayout } from '../../layouts/admin.tsx';
import { Card, Note, PageHeader } from '../../ui/card.tsx';
import { Choices, channelChoices, roleChoices } from '../../ui/choices.tsx';
import { NumberField, SelectField, Switch, TextArea, TextField } from '../../ui/field.tsx';
import { SettingsForm } from '../../ui/form.tsx';
import { Rows } from '../../ui/rows.tsx';
import { Filters } from '../../ui/tabs.tsx';
import { ActionFields } from './automod-actions.tsx';
import { PreviewCard } from './automod-preview.tsx';
import type { RuleForm, RulePreview } from './automod-values.ts';

interface RulePageProps {
  shell: Shell;
  guild: GuildRef;
  /** The rule that is changed; null for a new one. */
  rule: { readonly id: string; readonly name: string } | null;
  kind: string;
  kinds: readonly { readonly kind: string; readonly title: string }[];
  form: RuleForm;
  preview: RulePreview;
}

/** `/admin/guilds/:id/automod/new` and `…/rules/:rule/edit` */
export function RulePage({ shell, guild, rule, kind, kinds, form, preview }: RulePageProps) {
  const home = `/admin/guilds/${guild.id}/automod`;
  const title = rule ? `Edit ${rule.name}` : 'Add a rule';
  return (
    <AdminLayout
      {...shell}
      guild={guild}
      title={`${title} · ${guild.name}`}
      crumbs={[
        { label: 'Guilds', href: '/admin/guilds' },
        { label: guild.name, href: `/admin/guilds/${guild.id}` },
        { label: 'Auto-moderation', href: home },
        { label: title },
      ]}
      heading={
        <PageHeader title={title} lead={rule ? undefined : 'It begins in shadow: it reports and touches nobody.'} />
      }
      tabs={shell.guildTabs}
    >
      <div class="stack">
        {rule ? null : (
          <Card title="What does it look for?">
            <Filters
              label="What the rule looks for"
              tabs={kinds.map((one) => ({
                href: `${home}/new?trigger=${one.kind}`,
                label: one.title,
                current: one.kind === kind,
              }))}
            />
          </Card>
        )}
        {form.trouble ? <Note tone="warning" text={form.trouble} /> : null}
        <div class="columns">
          <SettingsForm
            id="automod-rule"
            action={form.action}
            csrf={shell.viewer.csrf}
            version={form.version ?? undefined}
            submit={rule ? 'Save the rule' : 'Add the rule'}
            wrong={Object.keys(form.errors).length}
          >
            <div
              class="stack"
              hx-post={`${form.action}/preview`}
              hx-trigger="input delay:400ms, rows:changed delay:400ms"
              hx-target="#rule-preview"
              hx-swap="outerHTML"
              hx-push-url="false"
              {...ONLY_WHEN_WELL}
            >
              <Looks form={form} title={kinds.find((one) => one.kind === kind)?.title ?? kind} />
              <Does form={form} />
              <Spares form={form} />
              <Trial form={form} />
            </div>
          </SettingsForm>
          <PreviewCard preview={preview} now={shell.now} />
        </div>
        <p>
          <a href={home}>Back to the rules</a>
        </p>
      </div>
    </AdminLayout>
  );
}

/** A preview that cannot be drawn leaves the one before. */
const ONLY_WHEN_WELL = { 'hx-status:4xx': 'swap:none', 'hx-status:5xx': 'swap:none' };

function Looks({ form, title }: { form: RuleForm; title: string }) {
  return (
    <Card title={title}>
      <TextField
        name="name"
        label="Name of the rule"
        value={form.values.name}
        maxlength={80}
        error={form.errors.name}
      />
      {form.fields.map((field) => (
        <ConfigInput field={field} form={form} />
      ))}
    </Card>
  );
}

/** One setting, drawn from the trigger's schema. */
function ConfigInput({ field, form }: { field: RuleForm['fields'][number]; form: RuleForm }) {
  const { label, hint, kind } = field;
  const value = form.values.config[field.name];
  const name = `config.${field.name}`;
  const common = { name, label, hint, error: form.errors[name] };
  const text = typeof value === 'string' ? value : '';
  switch (kind) {
    case 'switch':
      return <Switch {...common} checked={value === true} />;
    case 'number':
      return (
        <NumberField {...common} unit={field.unit} value={text} placeholder={field.optional ? 'any' : undefined} />
      );
    case 'select':
      return (
        <SelectField {...common} value={text} options={field.options.map((one) => ({ value: one, label: one }))} />
      );
    case 'lines':
      return <TextArea {...common} hint={`${hint} One a line, at most ${field.most}.`} rows={5} value={text} />;
    case 'channels':
      return (
        <Choices
          {...common}
          choices={channelChoices(form.surroundings.channels.filter(({ type }) => type !== CATEGORY))}
          chosen={Array.isArray(value) ? value : []}
          none="Discord does not name its channels right now."
        />
      );
  }
}

const CATEGORY = 4;

function Does({ form }: { form: RuleForm }) {
  const { values, errors, aboutMessages } = form;
  return (
    <Card title="Then, in this order">
      <Rows
        name="actions"
        label="Actions"
        noun="action"
        ordered
        error={errors.actions}
        rows={values.actions}
        blank={{ kind: 'alert', minutes: '', hours: '' }}
        fields={(row, key) => <ActionFields row={row} at={key} aboutMessages={aboutMessages} />}
      />
      <SelectField
        name="mode"
        label="Mode"
        hint="Shadow reports what the rule would do, and touches nobody."
        value={values.mode}
        options={[
          { value: 'shadow', label: 'Shadow: only report' },
          { value: 'live', label: 'Live: act' },
          { value: 'off', label: 'Off' },
        ]}
        error={errors.mode}
      />
      <NumberField
        name="cooldown"
        label="Let somebody be after it acted on them"
        unit="seconds"
        hint="0 for never."
        value={values.cooldown}
        error={errors.cooldown}
      />
      <Switch
        name="stopOnMatch"
        label="Leave out the rules below it once it fired"
        hint="Holds while it is live."
        checked={values.stopOnMatch}
      />
    </Card>
  );
}

function Spares({ form: { values, errors, surroundings } }: { form: RuleForm }) {
  return (
    <Card title="Whom it lets be">
      <Switch
        name="exemptStaff"
        label="Staff"
        hint="Who may manage messages or the server."
        checked={values.exemptStaff}
      />
      <Choices
        name="exemptRoles"
        label="Members with these roles"
        choices={roleChoices(surroundings.roles)}
        chosen={values.exemptRoles}
        none="There are no roles to choose from."
        error={errors.exemptRoles}
      />
      <Choices
        name="exemptChannels"
        label="In these channels"
        hint="Threads and posts go with their channel; a category with its channels."
        choices={surroundings.channels.map(({ id, name, type }) => ({
          value: id,
          label: type === CATEGORY ? name : `#${name}`,
        }))}
        chosen={values.exemptChannels}
        none="There are no channels to choose from."
        error={errors.exemptChannels}
      />
    </Card>
  );
}

function Trial({ form: { values, aboutMessages } }: { form: RuleForm }) {
  return (
    <Card title="Try it" hint="Judged by the same engine that judges members. Nothing of it is saved.">
      <TextField
        name="sample"
        label={aboutMessages ? 'A message, or a file’s name' : 'A name'}
        value={values.sample}
        maxlength={2000}
      />
      <button type="submit" class="btn btn-sm" name="intent" value="preview" formnovalidate>
        Preview without saving
      </button>
    </Card>
  );
}
