import type { Shell } from '../layouts/admin/props.ts';
import { AdminLayout } from '../layouts/admin.tsx';
import { Icon, type IconName } from '../layouts/icons.tsx';
import { Card, PageHeader } from '../ui/card.tsx';
import { SearchForm } from '../ui/search-form.tsx';

const ICONS = {
  page: 'file',
  guild: 'guilds',
  member: 'person',
  setting: 'settings',
  key: 'key',
  case: 'gavel',
  rule: 'shield',
} as const satisfies Record<string, IconName>;

/** Something that the search leads to. */
export interface Hit {
  readonly kind: keyof typeof ICONS;
  readonly title: string;
  /** Where it lies: `Python Builders › Bytes`. */
  readonly detail: string | null;
  readonly href: string;
}

/** Fragment for the palette: `/admin/search?q=` asked by the script. */
export function SearchHits({ query, hits }: { query: string; hits: readonly Hit[] }) {
  if (hits.length === 0) {
    return (
      <p class="palette-nothing" safe>
        {query === '' ? 'Type a name.' : `Nothing is called «${query}».`}
      </p>
    );
  }
  return (
    <>
      {hits.map(({ kind, title, detail, href }, index) => (
        <a
          class="hit"
          href={href}
          role="option"
          id={`hit-${index}`}
          aria-selected={index === 0 ? 'true' : 'false'}
          tabindex="-1"
        >
          <Icon name={ICONS[kind]} size={18} />
          <span class="hit-title" safe>
            {title}
          </span>
          {detail ? <small safe>{detail}</small> : null}
        </a>
      ))}
    </>
  );
}

interface SearchPageProps {
  shell: Shell;
  query: string;
  hits: readonly Hit[];
}

/** `/admin/search` for browsers without the script. */
export function SearchPage({ shell, query, hits }: SearchPageProps) {
  return (
    <AdminLayout {...shell} title="Search" crumbs={[]} heading={<PageHeader title="Search" />}>
      <SearchForm query={query} label="Guilds, members and settings" placeholder="Guilds, members, settings…" primary />
      <Card title="Found" flush>
        <ul class="hits">
          {hits.map(({ kind, title, detail, href }) => (
            <li>
              <Icon name={ICONS[kind]} size={18} />
              <a href={href} safe>
                {title}
              </a>
              {detail ? <small safe>{detail}</small> : null}
            </li>
          ))}
        </ul>
        {hits.length === 0 ? (
          <p class="palette-nothing" safe>
            {query === '' ? 'Type a name.' : `Nothing is called «${query}».`}
          </p>
        ) : null}
      </Card>
    </AdminLayout>
  );
}
