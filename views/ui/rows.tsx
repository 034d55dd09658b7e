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
  /** The fields of one row; ids must differ by the key, which is `new` in the template. */
  fields: (row: Row, key: string) => JSX.Element;
}

/**
 * Rows that can be added, removed and moved. Every row sends the same names, in order; rows left blank mean nothing.
 * Without a script `add` and `remove` are submit buttons: the server answers with one row more or fewer.
 */
export function Rows<Row>({ name, label, hint, error, rows, blank, noun, fields }: RowsProps<Row>) {
  return (
    <fieldset class={['field', 'rows', error !== undefined && 'is-wrong']} data-rows={name}>
      <legend class="form-label" safe>
        {label}
      </legend>
      <About id={name} hint={hint} error={error} />
      <ol class="rows-list" data-rows-list>
        {rows.map((row, index) => (
          <RowLine name={name} index={index} noun={noun} fields={fields(row, String(index))} />
        ))}
      </ol>
      <template>
        <RowLine name={name} index={-1} noun={noun} fields={fields(blank, 'new')} />
      </template>
      <button type="submit" class="btn btn-sm" name="add" value={name} formnovalidate data-rows-add>
        <Icon name="plus" size={16} />
        <span safe>{`Add ${noun}`}</span>
      </button>
    </fieldset>
  );
}

function RowLine({ name, index, noun, fields }: { name: string; index: number; noun: string; fields: JSX.Element }) {
  return (
    <li class="rows-line">
      <div class="rows-fields">{fields}</div>
      <div class="rows-buttons">
        <button
          type="button"
          class="btn btn-sm btn-quiet btn-icon"
          data-rows-move="up"
          aria-label={`Move ${noun} up`}
          hidden
        >
          <Icon name="up" size={16} />
        </button>
        <button
          type="button"
          class="btn btn-sm btn-quiet btn-icon"
          data-rows-move="down"
          aria-label={`Move ${noun} down`}
          hidden
        >
          <Icon name="down" size={16} />
        </button>
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
