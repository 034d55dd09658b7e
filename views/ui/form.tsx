import type { Children } from '@kitajs/html';
import { Icon, type IconName } from '../layouts/icons.tsx';

/** The hidden field that every form of ours carries. */
export function Csrf({ token }: { token: string }) {
  return <input type="hidden" name="_csrf" value={token} />;
}

interface SettingsFormProps {
  id: string;
  action: string;
  csrf: string;
  /** The version that the form was drawn from: a change in between is a conflict, not overwritten. */
  version?: number | undefined;
  submit: string;
  multipart?: boolean;
  /** How many fields are wrong; said above the form. */
  wrong?: number | undefined;
  children: Children;
}

/** A form whose changes are counted and guarded: leaving with unsaved ones asks first. */
export function SettingsForm(props: SettingsFormProps) {
  const { id, action, csrf, version, submit, multipart = false, wrong = 0, children } = props;
  return (
    <form
      id={id}
      method="post"
      action={action}
      enctype={multipart ? 'multipart/form-data' : undefined}
      novalidate
      data-guarded
      data-client-form
    >
      <Csrf token={csrf} />
      <button type="submit" hidden />
      {version === undefined ? null : <input type="hidden" name="version" value={String(version)} />}
      {wrong > 0 ? (
        <p class="form-wrong" role="alert" safe>
          {wrong === 1 ? 'One field needs another look.' : `${wrong} fields need another look.`}
        </p>
      ) : null}
      {children as 'safe'}
      <div class="form-end">
        <button type="submit" class="btn btn-primary" safe>
          {submit}
        </button>
      </div>
    </form>
  );
}

interface ConfirmButtonProps {
  action: string;
  csrf: string;
  label: string;
  /** A question that names the object: `Revoke the key “CI”?` */
  title: string;
  /** What happens then and what cannot be undone. */
  consequence: string;
  /** On the button of the dialog: `Revoke CI`. */
  confirm: string;
  icon?: IconName | undefined;
  danger?: boolean;
  /** The one thing that the page is for. */
  primary?: boolean;
  small?: boolean;
  /** Further hidden fields. */
  fields?: Readonly<Record<string, string>>;
}

/**
 * A button with a consequence. The script asks in a dialog and sends `confirmed=yes`; without it the request comes
 * unconfirmed and is answered with `ConfirmPage`.
 */
export function ConfirmButton(props: ConfirmButtonProps) {
  const {
    action,
    csrf,
    label,
    title,
    consequence,
    confirm,
    icon,
    danger = false,
    primary = false,
    small = false,
    fields = {},
  } = props;
  return (
    <form
      method="post"
      action={action}
      class="inline-form"
      data-confirm={confirm}
      data-confirm-title={title}
      data-confirm-text={consequence}
      data-confirm-danger={danger ? 'true' : undefined}
    >
      <Csrf token={csrf} />
      {Object.entries(fields).map(([name, value]) => (
        <input type="hidden" name={name} value={value} />
      ))}
      <button
        type="submit"
        class={['btn', small && 'btn-sm', danger && 'btn-outline-danger', primary && 'btn-primary']}
      >
        {icon ? <Icon name={icon} size={16} /> : null}
        <span safe>{label}</span>
      </button>
    </form>
  );
}
