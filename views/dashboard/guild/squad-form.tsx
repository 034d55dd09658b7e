import type { GuildRef, Shell } from '../../layouts/admin/props.ts';
import { AdminLayout } from '../../layouts/admin.tsx';
import { Card, Note, PageHeader } from '../../ui/card.tsx';
import { Choices, roleChoices } from '../../ui/choices.tsx';
import { Diff } from '../../ui/diff.tsx';
import { NumberField, SelectField, Switch, TextArea, TextField } from '../../ui/field.tsx';
import { SettingsForm } from '../../ui/form.tsx';
import type { SquadForm } from './squad-values.ts';

interface SquadFormPageProps {
  shell: Shell;
  guild: GuildRef;
  /** The squad that is changed; null for a new one. */
  squad: { readonly id: string; readonly name: string } | null;
  form: SquadForm;
}

const CONFLICT =
  'Somebody saved other settings of this squad meanwhile. Nothing of it was overwritten. This is what they saved and what you wrote; save again to replace it with yours.';

/** `/admin/guilds/:id/squads/new` and `…/:squad/edit` */
export function SquadFormPage({ shell, guild, squad, form }: SquadFormPageProps) {
  const home = `/admin/guilds/${guild.id}/squads`;
  const title = squad ? `Edit ${squad.name}` : 'Create a squad';
  return (
    <AdminLayout
      {...shell}
      guild={guild}
      title={`${title} · ${guild.name}`}
      crumbs={[
        { label: 'Guilds', href: '/admin/guilds' },
        { label: guild.name, href: `/admin/guilds/${guild.id}` },
        { label: 'Squads', href: home },
        { label: title },
      ]}
      heading={<PageHeader title={title} />}
      tabs={shell.guildTabs}
    >
      <div class="stack narrow">
        {form.trouble ? <Note tone="warning" text={form.trouble} /> : null}
        {form.conflict ? (
          <Note tone="warning" text={CONFLICT}>
            <Diff changes={form.conflict} />
          </Note>
        ) : null}
        <SettingsForm
          id="squad"
          action={squad ? `${home}/${squad.id}/edit` : `${home}/new`}
          csrf={shell.viewer.csrf}
          version={form.version ?? undefined}
          submit={squad ? 'Save the squad' : 'Create the squad'}
          wrong={Object.keys(form.errors).length}
        >
          <div class="stack">
            <Identity form={form} />
            <Joining form={form} />
          </div>
        </SettingsForm>
        <p>
          <a href={home}>Back to the squads</a>
        </p>
      </div>
    </AdminLayout>
  );
}

function Identity({ form: { values, errors, roles } }: { form: SquadForm }) {
  const gone = values.roleId !== '' && !roles.some(({ id }) => id === values.roleId);
  const lost = { id: values.roleId, name: 'A role that is gone', color: null, unavailable: null };
  return (
    <Card title="The squad">
      <TextField name="name" label="Name" value={values.name} maxlength={100} error={errors.name} />
      <Choices
        name="roleId"
        label="Role"
        hint="Members of the squad get this role. Those that the bot cannot or must not give say why."
        single
        choices={roleChoices(gone ? [lost, ...roles] : roles)}
        chosen={[values.roleId]}
        none="Make a role in Discord first, below the bot’s own."
        error={errors.roleId}
      />
      <TextArea
        name="description"
        label="Description"
        hint="What it is about, in /squads list. May be empty."
        value={values.description}
        maxlength={500}
        error={errors.description}
      />
      <TextArea
        name="welcome"
        label="Welcome"
        hint="Shown to whoever joins. May be empty."
        value={values.welcome}
        maxlength={500}
        error={errors.welcome}
      />
    </Card>
  );
}

function Joining({ form: { values, errors, roles } }: { form: SquadForm }) {
  const gone = values.requiredRoleId !== '' && !roles.some(({ id }) => id === values.requiredRoleId);
  return (
    <Card title="Joining" hint="Who is in the squad already stays in it, whatever you ask for here.">
      <Switch
        name="isActive"
        label="Takes members"
        hint="Off: nobody can join; members and their role stay."
        checked={values.isActive}
        error={errors.isActive}
      />
      <NumberField
        name="switchCost"
        label="Price of switching to it"
        unit="bytes"
        hint="A member’s first squad is free."
        value={values.switchCost}
        error={errors.switchCost}
      />
      <NumberField
        name="maxMembers"
        label="Most members"
        unit="members"
        placeholder="no limit"
        value={values.maxMembers}
        error={errors.maxMembers}
      />
      <NumberField
        name="minReceived"
        label="Bytes received at least"
        unit="bytes"
        placeholder="nothing asked"
        hint="All that a member has ever received, spent or not."
        value={values.minReceived}
        error={errors.minReceived}
      />
      <NumberField
        name="minAccountDays"
        label="Age of the Discord account at least"
        unit="days"
        placeholder="nothing asked"
        value={values.minAccountDays}
        error={errors.minAccountDays}
      />
      <SelectField
        name="requiredRoleId"
        label="Role that is needed"
        value={values.requiredRoleId}
        options={[
          { value: '', label: 'None' },
          ...(gone ? [{ value: values.requiredRoleId, label: 'A role that is gone' }] : []),
          ...roles.map(({ id, name }) => ({ value: id, label: `@${name}` })),
        ]}
        error={errors.requiredRoleId}
      />
    </Card>
  );
}
