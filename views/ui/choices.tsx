import { type ChannelRef, ColorDot, type RoleRef } from './badge.tsx';
import { About, described, type FieldProps, type Option, Options } from './field.tsx';

export interface Choice {
  readonly value: string;
  readonly label: string;
  readonly note?: string | undefined;
  /** Shown as a dot; undefined shows none. */
  readonly color?: string | null;
  /** Why it cannot be chosen; null when it can. */
  readonly unavailable?: string | null;
}

interface ChoicesProps extends FieldProps {
  choices: readonly Choice[];
  chosen: readonly string[];
  /** Said where there is nothing to choose from. */
  none: string;
  /** Only one of them. */
  single?: boolean;
}

/** Several of a list, as checkboxes, or one of it: works with a thumb, a keyboard and without a script. Sends `name` once per choice. */
export function Choices({ name, label, hint, error, choices, chosen, none, single = false }: ChoicesProps) {
  return (
    <fieldset class={['field', error !== undefined && 'is-wrong']} id={name} {...described(name, { hint, error })}>
      <legend class="form-label" safe>
        {label}
      </legend>
      {choices.length === 0 ? (
        <p class="form-hint" safe>
          {none}
        </p>
      ) : (
        <div class="choices">
          {choices.map((choice) => (
            <Box
              type={single ? 'radio' : 'checkbox'}
              name={name}
              choice={choice}
              checked={chosen.includes(choice.value)}
            />
          ))}
        </div>
      )}
      <About id={name} hint={hint} error={error} />
    </fieldset>
  );
}

interface BoxProps {
  type: 'radio' | 'checkbox';
  name: string;
  choice: Choice;
  checked: boolean;
}

function Box({ type, name, choice, checked }: BoxProps) {
  const { value, label, color, note, unavailable } = choice;
  const closed = typeof unavailable === 'string' && !checked;
  return (
    <label class={['form-check', closed && 'is-closed']}>
      <input class="form-check-input" type={type} name={name} value={value} checked={checked} disabled={closed} />
      <span class="form-check-label">
        {color === undefined ? null : <ColorDot color={color} />}
        <span safe>{label}</span>
        {(unavailable ?? note) ? (
          <span class="choice-note" safe>
            {unavailable ?? note ?? ''}
          </span>
        ) : null}
      </span>
    </label>
  );
}

/** A role that can be picked, or why it cannot. */
export interface RoleChoice extends RoleRef {
  /** `Above the bot's own role`; null when the bot may give it. */
  readonly unavailable: string | null;
}

export function roleChoices(roles: readonly RoleChoice[]): Choice[] {
  return roles.map(({ id, name, color, unavailable }) => ({ value: id, label: name, color, unavailable }));
}

export function channelChoices(channels: readonly ChannelRef[]): Choice[] {
  return channels.map(({ id, name }) => ({ value: id, label: `#${name}` }));
}

interface RolePickerProps extends FieldProps {
  id: string;
  value: string;
  roles: readonly RoleChoice[];
}

/** One role; those that the bot cannot give are greyed and say why. A role that is gone stays shown. */
export function RolePicker({ id, name, label, value, roles, error }: RolePickerProps) {
  const known = roles.some((role) => role.id === value);
  return (
    <>
      <label class="sr-only" for={id} safe>
        {label}
      </label>
      <select
        class={['form-select', error !== undefined && 'is-invalid']}
        id={id}
        name={name}
        {...described(id, { error })}
      >
        <option value="">Choose a role…</option>
        {value !== '' && !known ? (
          <option value={value} selected>
            A role that is gone
          </option>
        ) : null}
        <Options options={roles.map(roleOption(value))} chosen={[value]} />
      </select>
      <About id={id} error={error} />
    </>
  );
}

function roleOption(chosen: string): (role: RoleChoice) => Option {
  return ({ id, name, unavailable }) => ({
    value: id,
    label: unavailable ? `@${name} — ${unavailable}` : `@${name}`,
    disabled: unavailable !== null && id !== chosen,
  });
}
