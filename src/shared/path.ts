/** The path of an address as requests carry it, the way the router takes it; a `URL` costs ten times as much. */
export function pathOf({ url }: { readonly url: string }): string {
  const start = url.indexOf('/', url.indexOf('//') + 2);
  const end = url.indexOf('?', start);
  return start < 0 ? '/' : url.slice(start, end < 0 ? undefined : end);
}
