export interface Tab {
  readonly href: string;
  readonly label: string;
  readonly current?: boolean;
  /** A figure behind the label. */
  readonly count?: number | undefined;
}

/** Tabs that are addresses: each can be linked to, opened beside and gone back from. */
export function Tabs({ tabs, label }: { tabs: readonly Tab[]; label: string }) {
  return (
    <nav class="tabs" aria-label={label}>
      {tabs.map(({ href, label, current, count }) => (
        <a class="tab" href={href} aria-current={current ? 'page' : undefined}>
          <span safe>{label}</span>
          {count === undefined ? null : <span class="tab-count">{count}</span>}
        </a>
      ))}
    </nav>
  );
}

/** A choice among few views of one list, by address. */
export function Filters({ tabs, label }: { tabs: readonly Tab[]; label: string }) {
  return (
    <nav class="filters" aria-label={label}>
      {tabs.map(({ href, label, current }) => (
        <a class="filter" href={href} aria-current={current ? 'true' : undefined} safe>
          {label}
        </a>
      ))}
    </nav>
  );
}
