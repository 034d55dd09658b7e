export interface Column<Row> {
  readonly label: string;
  /** Figures stand at the end of the line, in digits of equal width. */
  readonly figure?: boolean;
  /** Buttons: the heading is for screen readers only. */
  readonly quiet?: boolean;
  readonly cell: (row: Row) => JSX.Element;
}

interface TableProps<Row> {
  /** What the table lists, for screen readers. */
  label: string;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  /** Id of a row's element. */
  rowId?: ((row: Row) => string) | undefined;
}

/** A table of data; on a narrow screen every row is a card with its labels. The first column is the row's heading. */
export function Table<Row>({ label, columns, rows, rowId }: TableProps<Row>) {
  return (
    <table class="table data" aria-label={label}>
      <thead>
        <tr>
          {columns.map(({ label, figure, quiet }) => (
            <th scope="col" class={figure ? 'is-figure' : undefined}>
              <span class={quiet ? 'sr-only' : undefined} safe>
                {label}
              </span>
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr id={rowId?.(row)}>
            {columns.map((column, index) => (
              <Cell column={column} row={row} first={index === 0} />
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Cell<Row>({ column, row, first }: { column: Column<Row>; row: Row; first: boolean }) {
  const classes = [column.figure && 'is-figure', column.quiet && 'is-quiet'].filter(Boolean).join(' ') || undefined;
  if (first) {
    return (
      <th scope="row" class={classes}>
        {column.cell(row)}
      </th>
    );
  }
  return (
    <td class={classes} data-label={column.quiet ? undefined : column.label}>
      {column.cell(row)}
    </td>
  );
}

interface PagerProps {
  /** Address of the page with newer entries; null on the first. */
  newer: string | null;
  older: string | null;
  /** The way back leads to the first page at once. */
  newest?: boolean;
}

/** Older and newer; nothing when everything fits on one page. */
export function Pager({ newer, older, newest = false }: PagerProps) {
  if (!newer && !older) return null;
  return (
    <nav class="pager" aria-label="Pages">
      <Turn href={newer} label={newest ? '← Newest' : '← Newer'} rel="prev" />
      <Turn href={older} label="Older →" rel="next" />
    </nav>
  );
}

function Turn({ href, label, rel }: { href: string | null; label: string; rel: string }) {
  if (!href) return null;
  return (
    <a class="btn btn-sm" href={href} rel={rel} safe>
      {label}
    </a>
  );
}
