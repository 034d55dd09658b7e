/** One field before and after a change, worded for people; null: it was not there. */
export interface Change {
  readonly field: string;
  readonly before: string | null;
  readonly after: string | null;
}

interface DiffProps {
  changes: readonly Change[];
  /** What the changes mean besides, in sentences. */
  notes?: readonly string[];
}

/** What changed, field by field. */
export function Diff({ changes, notes = [] }: DiffProps) {
  if (changes.length === 0) return <p class="text-secondary mb-0">Nothing differs.</p>;
  const list = <FieldList changes={changes} />;
  if (notes.length === 0) return list;
  return (
    <>
      {list}
      <ul class="diff-notes">
        {notes.map((note) => (
          <li safe>{note}</li>
        ))}
      </ul>
    </>
  );
}

function FieldList({ changes }: { changes: readonly Change[] }) {
  return (
    <dl class="diff">
      {changes.map(({ field, before, after }) => (
        <div>
          <dt safe>{field}</dt>
          <dd>
            <Side value={before} sign="before" />
            <span class="diff-arrow" aria-hidden="true">
              →
            </span>
            <Side value={after} sign="after" />
          </dd>
        </div>
      ))}
    </dl>
  );
}

function Side({ value, sign }: { value: string | null; sign: 'before' | 'after' }) {
  const gone = value === null || value === '';
  const Tag = sign === 'before' ? 'del' : 'ins';
  return (
    <Tag class={gone ? 'is-nothing' : undefined} safe>
      {gone ? 'nothing' : value}
    </Tag>
  );
}
