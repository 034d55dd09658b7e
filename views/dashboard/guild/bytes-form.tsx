import { Card } from '../../ui/card.tsx';
import { Choices, channelChoices, RolePicker, roleChoices } from '../../ui/choices.tsx';
import { About, described, NumberField, SelectField, Switch } from '../../ui/field.tsx';
import { SettingsForm } from '../../ui/form.tsx';
import { Rows } from '../../ui/rows.tsx';
import type { BonusRow, BytesForm, RewardRow } from './bytes-values.ts';

const STREAK_MODES = [
  { value: 'tier', label: 'Every day from the bonus on' },
  { value: 'milestone', label: 'Only on days that the bonus divides' },
];

const COUNTINGS = [
  { value: 'net', label: 'Net: what two members send back and forth counts once' },
  { value: 'all', label: 'Every transfer counts' },
  { value: 'none', label: 'Only dailies and rewards count' },
];

/** A preview that cannot be drawn leaves the one before. */
const ONLY_WHEN_WELL = { 'hx-status:4xx': 'swap:none', 'hx-status:5xx': 'swap:none' };

/** The settings of bytes in three groups; every change is shown in the preview before it is saved. */
export function BytesSettings({ form }: { form: BytesForm }) {
  return (
    <SettingsForm
      id="bytes-form"
      action={form.action}
      csrf={form.csrf}
      version={form.version}
      submit="Save the settings"
      wrong={Object.keys(form.errors).length}
    >
      <div
        class="stack"
        hx-post={`${form.action}/preview`}
        hx-trigger="input delay:400ms, rows:changed delay:400ms"
        hx-target="#bytes-preview"
        hx-swap="outerHTML"
        hx-push-url="false"
        {...ONLY_WHEN_WELL}
      >
        <Earning form={form} />
        <Sending form={form} />
        <Rewards form={form} />
      </div>
    </SettingsForm>
  );
}

function Earning({ form: { values, errors, channels, roles } }: { form: BytesForm }) {
  return (
    <Card title="Earning" hint="What members get for being there.">
      <Switch
        name="enabled"
        label="Bytes are on in this guild"
        checked={values.enabled}
        hint="Off: commands answer that bytes are off; balances stay as they are."
      />
      <div class="form-grid">
        <NumberField
          name="dailyAmount"
          label="Daily amount"
          unit="bytes"
          value={values.dailyAmount}
          hint="Before the streak multiplies it."
          error={errors.dailyAmount}
        />
        <NumberField
          name="dailyCap"
          label="Most that one daily pays"
          unit="bytes"
          value={values.dailyCap}
          placeholder="no cap"
          hint="Leave empty for no cap."
          error={errors.dailyCap}
        />
        <NumberField
          name="startingBalance"
          label="Starting balance"
          unit="bytes"
          value={values.startingBalance}
          hint="For those who come from now on."
          error={errors.startingBalance}
        />
        <SelectField
          name="streakMode"
          label="Streak bonuses multiply"
          value={values.streakMode}
          options={STREAK_MODES}
          error={errors.streakMode}
        />
      </div>
      <hr />
      <Rows
        name="streakBonuses"
        label="Streak bonuses"
        hint="From so many days in a row on, the daily is multiplied. Saved in the order of their days."
        noun="bonus"
        error={errors.streakBonuses}
        rows={values.streakBonuses}
        blank={{ name: '', days: '', multiplier: '' }}
        fields={(row, key) => <BonusFields row={row} at={key} errors={errors} />}
      />
      <hr />
      <div class="form-grid">
        <Choices
          name="noEarnChannels"
          label="No daily in these channels"
          choices={channelChoices(channels)}
          chosen={values.noEarnChannels}
          none="The bot sees no channels yet."
          error={errors.noEarnChannels}
        />
        <Choices
          name="noEarnRoles"
          label="No daily for these roles"
          choices={roleChoices(roles).map((choice) => ({ ...choice, unavailable: null }))}
          chosen={values.noEarnRoles}
          none="The guild has no roles besides everyone."
          error={errors.noEarnRoles}
        />
      </div>
    </Card>
  );
}

function BonusFields({ row, at, errors }: { row: BonusRow; at: string; errors: BytesForm['errors'] }) {
  const cell = (field: keyof BonusRow, name: string, label: string, unit: string) => (
    <Cell
      id={`${name}-${at}`}
      name={name}
      label={label}
      unit={unit}
      value={row[field]}
      error={errors[`streakBonuses.${at}.${field}`]}
    />
  );
  return (
    <>
      {cell('name', 'bonusName', 'Name of the bonus', '')}
      {cell('days', 'bonusDays', 'Days in a row', 'days')}
      {cell('multiplier', 'bonusMultiplier', 'Multiplier', '×')}
    </>
  );
}

interface CellProps {
  id: string;
  name: string;
  label: string;
  unit: string;
  value: string;
  error: string | undefined;
}

function Cell({ id, name, label, unit, value, error }: CellProps) {
  return (
    <div>
      <div class="with-unit">
        <input
          class={['form-control', unit !== '' && 'figure', error !== undefined && 'is-invalid']}
          id={id}
          name={name}
          value={value}
          aria-label={label}
          placeholder={unit === '' ? label : undefined}
          inputmode={unit === '' ? undefined : 'numeric'}
          autocomplete="off"
          {...described(id, { error })}
        />
        {unit ? (
          <span class="unit" safe>
            {unit}
          </span>
        ) : null}
      </div>
      <About id={id} error={error} />
    </div>
  );
}

function Sending({ form: { values, errors } }: { form: BytesForm }) {
  return (
    <Card title="Sending" hint="What members may give each other.">
      <div class="form-grid">
        <NumberField
          name="maxTransfer"
          label="Most at once"
          unit="bytes"
          value={values.maxTransfer}
          error={errors.maxTransfer}
        />
        <NumberField
          name="cooldownHours"
          label="Wait between two transfers"
          unit="hours"
          value={values.cooldownHours}
          hint="0 for no wait."
          error={errors.cooldownHours}
        />
      </div>
    </Card>
  );
}

function Rewards({ form: { values, errors, roles } }: { form: BytesForm }) {
  return (
    <Card title="Rewards" hint="Roles that members earn by what they have received in all.">
      <Rows
        name="roleRewards"
        label="Role rewards"
        noun="role reward"
        error={errors.roleRewards}
        rows={values.roleRewards}
        blank={{ roleId: '', amount: '' }}
        fields={(row, key) => <RewardFields row={row} at={key} roles={roles} errors={errors} />}
      />
      <SelectField
        name="rewardCounting"
        label="What counts"
        value={values.rewardCounting}
        options={COUNTINGS}
        error={errors.rewardCounting}
      />
    </Card>
  );
}

interface RewardFieldsProps {
  row: RewardRow;
  at: string;
  roles: BytesForm['roles'];
  errors: BytesForm['errors'];
}

function RewardFields({ row, at, roles, errors }: RewardFieldsProps) {
  return (
    <>
      <div>
        <RolePicker
          id={`rewardRole-${at}`}
          name="rewardRole"
          label="Role"
          value={row.roleId}
          roles={roles}
          error={errors[`roleRewards.${at}.roleId`]}
        />
      </div>
      <Cell
        id={`rewardAmount-${at}`}
        name="rewardAmount"
        label="Bytes received in all"
        unit="bytes"
        value={row.amount}
        error={errors[`roleRewards.${at}.amount`]}
      />
    </>
  );
}
