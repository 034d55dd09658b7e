import { SHAPES } from './icon-shapes.ts';

export type IconName = keyof typeof SHAPES;

/** All icons, hidden; once a page. `Icon` points into it. */
export function IconSprite() {
  return (
    <svg hidden width="0" height="0" aria-hidden="true">
      {Object.entries(SHAPES).map(([name, shape]) => (
        <symbol id={`i-${name}`} viewBox="0 0 24 24">
          {shape as 'safe'}
        </symbol>
      ))}
    </svg>
  );
}

/** Decoration next to words; what it means must be said by text or a label. */
export function Icon({ name, size = 20 }: { name: IconName; size?: number }) {
  return (
    <svg class="icon" width={size} height={size} aria-hidden="true" focusable="false">
      <use href={`#i-${name}`} />
    </svg>
  );
}
