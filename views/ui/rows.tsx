import { Icon } from '../layouts/icons.tsx';
import { About } from './field.tsx';

interface RowsProps<Row> {
  /** Name of the list in the form. */
  name: string;
  label: string;
  hint?: string | undefined;
  error?: string | undefined;
  rows: readonly Row[];
  /** The empty row that adding begins with. */
  blank: Row;
  /** What one row is called: `bonus`. */
  noun: string;
  /** Whether it matters which row is first, so that rows can be moved. */
  ordered?: boolean;
  /** The fields of one row; ids must differ by the key, which is `new` in the template. */
  fields: (row: Row, key: string) => JSX.Element;
}

/**
 * Rows that can be added, removed and, where their order matters, moved. Every row sends the same names, in order; rows left blank mean nothing.
 * Without a script `add` and `remove` are submit buttons: the server answers with one row more or fewer.
 */
export function Rows<Row>({ name, label, hint, error, rows, blank, noun, ordered = false, fields }: RowsProps<Row>) {
  return (
    <fieldset class={['field', 'rows', error !== undefined && 'is-wrong']} data-rows={name}>
      <legend class="form-label" safe>
        {label}
      </legend>
      <About id={name} hint={hint} error={error} />
      <ol class="rows-list" data-rows-list>
        {rows.map((row, index) => (
          <RowLine name={name} index={index} noun={noun} ordered={ordered} fields={fields(row, String(index))} />
        ))}
      </ol>
      <template>
        <RowLine name={name} index={-1} noun={noun} ordered={ordered} fields={fields(blank, 'new')} />
      </template>
      <button type="submit" class="btn btn-sm" name="add" value={name} formnovalidate data-rows-add>
        <Icon name="plus" size={16} />
        <span safe>{`Add ${noun}`}</span>
      </button>
    </fieldset>
  );
}

interface RowLineProps {
  name: string;
  index: number;
  noun: string;
  ordered: boolean;
  fields: JSX.Element;
}

function RowLine({ name, index, noun, ordered, fields }: RowLineProps) {
  return (
    <li class="rows-line">
      <div class="rows-fields">{fields}</div>
      <div class="rows-buttons">
        {ordered ? <MoveButtons noun={noun} /> : null}
        <button
          type="submit"
          class="btn btn-sm btn-quiet btn-icon"
          name="remove"
          value={`${name}.${index}`}
          formnovalidate
          data-rows-remove
          aria-label={`Remove ${noun}`}
        >
          <Icon name="close" size={16} />
        </button>
      </div>
    </li>
  );
}

function MoveButtons({ noun }: { noun: string }) {
  return (
    <>
      {(['up', 'down'] as const).map((way) => (
        <button
          type="button"
          class="btn btn-sm btn-quiet btn-icon"
          data-rows-move={way}
          aria-label={`Move ${noun} ${way}`}
          hidden
        >
          <Icon name={way} size={16} />
        </button>
      ))}
    </>
  );
}
