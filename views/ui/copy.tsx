import { Icon } from '../layouts/icons.tsx';

interface CopyFieldProps {
  id: string;
  label: string;
  value: string;
  /** More than one line, such as a command. */
  multiline?: boolean;
  /** Lines that are seen at once. */
  rows?: number;
}

/** A value to take away; the button appears with the script, the text can be selected without it. */
export function CopyField({ id, label, value, multiline = false, rows = 4 }: CopyFieldProps) {
  return (
    <div class="copy">
      <label class="form-label" for={id} safe>
        {label}
      </label>
      <div class="copy-line">
        {multiline ? (
          <textarea class="form-control mono" id={id} readonly rows={String(rows)} spellcheck="false" safe>
            {value}
          </textarea>
        ) : (
          <input class="form-control mono" id={id} readonly value={value} spellcheck="false" />
        )}
        <button type="button" class="btn" data-copy={`#${id}`} hidden>
          <Icon name="copy" size={16} />
          Copy<span class="sr-only" safe>{` ${label}`}</span>
        </button>
      </div>
    </div>
  );
}

/** A Discord id behind a button; nobody wants to read one. */
export function CopyId({ id, label }: { id: string; label: string }) {
  return (
    <button type="button" class="btn btn-sm btn-quiet" data-copy-text={id} title={id}>
      <Icon name="copy" size={14} />
      <span safe>{label}</span>
    </button>
  );
}
