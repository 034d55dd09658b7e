/** One field before and after a change, worded for people; null: it was not there. */
export interface Change {
  readonly field: string;
  readonly before: string | null;
  readonly after: string | null;
}

/** What changed, field by field. */
export function Diff({ changes }: { changes: readonly Change[] }) {
  if (changes.length === 0) return <p class="text-secondary mb-0">Nothing differs.</p>;
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
