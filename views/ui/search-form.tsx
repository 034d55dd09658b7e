import type { Children } from '@kitajs/html';

interface SearchFormProps {
  query: string;
  /** What can be searched for, for screen readers. */
  label: string;
  /** By default `label`. */
  placeholder?: string;
  submit?: string;
  /** Whether searching is what the page is for. */
  primary?: boolean;
  /** Hidden fields that a search keeps. */
  children?: Children;
}

/** A search by address: `?q=`. */
export function SearchForm({
  query,
  label,
  placeholder = label,
  submit = 'Search',
  primary,
  children,
}: SearchFormProps) {
  return (
    <form class="search-form" method="get" role="search">
      <input class="form-control" type="search" name="q" value={query} placeholder={placeholder} aria-label={label} />
      {children as 'safe'}
      <button type="submit" class={['btn', primary && 'btn-primary']} safe>
        {submit}
      </button>
    </form>
  );
}
