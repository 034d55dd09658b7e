import type { Children } from '@kitajs/html';

/** What every field has. Values are texts as they came, so that a wrong one is shown again. */
export interface FieldProps {
  /** Name in the form; the field's id, too. */
  name: string;
  label: string;
  hint?: string | undefined;
  /** What is wrong with the value, as a sentence. */
  error?: string | undefined;
  disabled?: boolean | undefined;
}

interface FrameProps extends FieldProps {
  /** The label's target where it is not the name. */
  id?: string;
  children: Children;
}

/** Label, control, hint and error of one field. */
function Field({ name, id = name, label, hint, error, children }: FrameProps) {
  return (
    <div class={['field', error !== undefined && 'is-wrong']}>
      <label class="form-label" for={id} safe>
        {label}
      </label>
      {children as 'safe'}
      <About id={id} hint={hint} error={error} />
    </div>
  );
}

/** Hint and error below a control, tied to it by `described`. */
export function About({ id, hint, error }: { id: string; hint?: string | undefined; error?: string | undefined }) {
  return (
    <>
      {hint ? (
        <p class="form-hint" id={`${id}-hint`} safe>
          {hint}
        </p>
      ) : null}
      {error ? (
        <p class="field-error" id={`${id}-error`} safe>
          {error}
        </p>
      ) : null}
    </>
  );
}

/** Attributes that tie a control to its hint and error. */
export function described(id: string, { hint, error }: { hint?: string | undefined; error?: string | undefined }) {
  const ids = [error ? `${id}-error` : '', hint ? `${id}-hint` : ''].filter(Boolean).join(' ');
  return {
    ...(ids ? { 'aria-describedby': ids } : {}),
    ...(error ? { 'aria-invalid': 'true' as const } : {}),
  };
}

interface TextProps extends FieldProps {
  value: string;
  type?: 'text' | 'search' | 'password' | 'date' | 'file';
  placeholder?: string | undefined;
  maxlength?: number | undefined;
  required?: boolean | undefined;
  autocomplete?: string | undefined;
  /** Id of a datalist with suggestions. */
  list?: string | undefined;
  accept?: string | undefined;
}

export function TextField(props: TextProps) {
  const { name, value, type = 'text', placeholder, maxlength, required, autocomplete = 'off', list, accept } = props;
  return (
    <Field {...props}>
      <input
        class={['form-control', props.error !== undefined && 'is-invalid']}
        id={name}
        name={name}
        type={type}
        value={value}
        placeholder={placeholder}
        maxlength={maxlength === undefined ? undefined : String(maxlength)}
        required={required === true}
        disabled={props.disabled === true}
        autocomplete={autocomplete}
        list={list}
        accept={accept}
        {...described(name, props)}
      />
    </Field>
  );
}

interface NumberProps extends FieldProps {
  value: string;
  /** `bytes`, `hours`. */
  unit?: string | undefined;
  placeholder?: string | undefined;
}

/** A whole number, typed freely: the server says what is wrong with it, the browser swallows nothing. */
export function NumberField(props: NumberProps) {
  const { name, value, unit, placeholder } = props;
  return (
    <Field {...props}>
      <div class="with-unit">
        <input
          class={['form-control', 'figure', props.error !== undefined && 'is-invalid']}
          id={name}
          name={name}
          inputmode="numeric"
          autocomplete="off"
          value={value}
          placeholder={placeholder}
          disabled={props.disabled === true}
          {...described(name, props)}
        />
        {unit ? (
          <span class="unit" safe>
            {unit}
          </span>
        ) : null}
      </div>
    </Field>
  );
}

export interface Option {
  readonly value: string;
  readonly label: string;
  readonly disabled?: boolean;
}

interface SelectProps extends FieldProps {
  value: string;
  options: readonly Option[];
}

export function SelectField(props: SelectProps) {
  const { name, value, options } = props;
  return (
    <Field {...props}>
      <select
        class={['form-select', props.error !== undefined && 'is-invalid']}
        id={name}
        name={name}
        disabled={props.disabled === true}
        {...described(name, props)}
      >
        <Options options={options} chosen={[value]} />
      </select>
    </Field>
  );
}

export function Options({ options, chosen }: { options: readonly Option[]; chosen: readonly string[] }) {
  return (
    <>
      {options.map(({ value, label, disabled }) => (
        <option value={value} selected={chosen.includes(value)} disabled={disabled === true} safe>
          {label}
        </option>
      ))}
    </>
  );
}

interface AreaProps extends FieldProps {
  value: string;
  rows?: number;
  maxlength?: number;
}

export function TextArea(props: AreaProps) {
  const { name, value, rows = 3, maxlength } = props;
  return (
    <Field {...props}>
      <textarea
        class={['form-control', props.error !== undefined && 'is-invalid']}
        id={name}
        name={name}
        rows={String(rows)}
        maxlength={maxlength === undefined ? undefined : String(maxlength)}
        disabled={props.disabled === true}
        {...described(name, props)}
        safe
      >
        {value}
      </textarea>
    </Field>
  );
}

interface SwitchProps extends FieldProps {
  checked: boolean;
}

/** On or off; sends `name=on` when it is on and nothing when it is not, as checkboxes do. */
export function Switch(props: SwitchProps) {
  const { name, label, hint, error, checked } = props;
  return (
    <div class={['field', error !== undefined && 'is-wrong']}>
      <label class="form-check form-switch" for={name}>
        <input
          class="form-check-input"
          type="checkbox"
          id={name}
          name={name}
          checked={checked}
          disabled={props.disabled === true}
          {...described(name, props)}
        />
        <span class="form-check-label" safe>
          {label}
        </span>
      </label>
      <About id={name} hint={hint} error={error} />
    </div>
  );
}
