import type { Where } from './scene.ts';

export function whereOf(request: Request): Where {
  const { searchParams } = new URL(request.url);
  const read = (name: string) => searchParams.get(name) ?? undefined;
  return { as: read('as'), channel: read('channel'), guild: read('guild') };
}

/** A page or fragment that is never kept: it shows the moment. */
export async function html(markup: JSX.Element, status = 200): Promise<Response> {
  return new Response(await markup, {
    status,
    headers: { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' },
  });
}
