import type { Children } from '@kitajs/html';

export type Swap = 'innerMorph' | 'outerMorph' | 'beforeend' | 'afterbegin' | 'delete';

/** One target's share of an htmx answer or event. */
export function Partial({ target, swap, children }: { target: string; swap: Swap; children?: Children }) {
  return (
    <tag of="hx-partial" hx-target={target} hx-swap={swap}>
      {children as 'safe'}
    </tag>
  );
}
