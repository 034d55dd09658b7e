/** Our own icons: strokes of 2 on a 24 grid. */
const PATHS = {
  hash: 'M5 9h14M5 15h14M11 4 7 20M17 4l-4 16',
  lock: 'M6 11h12a1 1 0 0 1 1 1v7a1 1 0 0 1-1 1H6a1 1 0 0 1-1-1v-7a1 1 0 0 1 1-1zM8 11V8a4 4 0 0 1 8 0v3',
  thread: 'M6 4v12a2 2 0 0 0 2 2h4M6 9h6M15 6h4M15 13h4M15 18h4',
  megaphone: 'M18 8a3 3 0 0 1 0 6M4 9v4a1 1 0 0 0 1 1h2l7 4V4L7 8H5a1 1 0 0 0-1 1zM8 14v4a2 2 0 0 0 4 0v-2',
  chat: 'M4 20l1.3-3.9A8 8 0 1 1 8 19z',
  menu: 'M4 7h16M4 12h16M4 17h16',
  people:
    'M9 11a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7zM3 20v-1a5 5 0 0 1 5-5h2a5 5 0 0 1 5 5v1M16 4.3a3.5 3.5 0 0 1 0 6.4M21 20v-1a5 5 0 0 0-3-4.6',
  sun: 'M12 16a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM12 3v1M12 20v1M3 12h1M20 12h1M5.6 5.6l.7.7M17.7 17.7l.7.7M5.6 18.4l.7-.7M17.7 6.3l.7-.7',
  moon: 'M12 3h.4A7.5 7.5 0 0 0 20.3 14.9 9 9 0 1 1 12 3z',
  clock: 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM12 7v5l3 3',
  bolt: 'M13 3v7h6l-8 11v-7H5z',
  flame: 'M12 12c2-3 0-7-1-8 0 3-1.8 4.7-3 6-1.2 1.3-2 3.2-2 5a6 6 0 1 0 12 0c0-1.5-1-3.9-2-5-1.8 3-2.8 3-4 2z',
  plug: 'M9 8V4M15 8V4M6 8h12v3a6 6 0 0 1-12 0zM12 17v4',
  terminal: 'M5 7l5 5-5 5M12 19h7',
  help: 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM12 16.500v.01M12 13.500a1.5 1.5 0 0 1 1-1.5 2.6 2.6 0 1 0-3-4',
  clip: 'M15 7l-6.5 6.500a1.5 1.5 0 0 0 3 3L18 10a3 3 0 0 0-6-6l-6.5 6.500a4.5 4.5 0 0 0 9 9L21 13',
  send: 'M10 14 21 3M21 3l-6.5 18a.55.55 0 0 1-1 0L10 14l-7-3.500a.55.55 0 0 1 0-1z',
  close: 'M6 6l12 12M18 6 6 18',
  dots: 'M5 12h.01M12 12h.01M19 12h.01',
  smile: 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM9 10h.01M15 10h.01M9.5 15a3.5 3.5 0 0 0 5 0',
  reply: 'M9 14 4 9l5-5M4 9h9a6 6 0 0 1 6 6v4',
  corner: 'M6 18v-6a4 4 0 0 1 4-4h9',
  chevron: 'M6 9l6 6 6-6',
  file: 'M14 3v5h5M7 21a2 2 0 0 1-2-2V5a2 2 0 0 1 2-2h7l5 5v11a2 2 0 0 1-2 2z',
  image: 'M6 4h12a2 2 0 0 1 2 2v12a2 2 0 0 1-2 2H6a2 2 0 0 1-2-2V6a2 2 0 0 1 2-2zM9 9h.01M4 16l5-5 5 5M13 15l2-2 5 5',
  search: 'M10.5 17a6.5 6.5 0 1 0 0-13 6.5 6.5 0 0 0 0 13zM20 20l-4.9-4.9',
  external: 'M11 7H6a1 1 0 0 0-1 1v10a1 1 0 0 0 1 1h10a1 1 0 0 0 1-1v-5M10 14 20 4M15 4h5v5',
  check: 'M5 12l5 5L20 7',
  edit: 'M4 20h4L19 9a2.8 2.8 0 0 0-4-4L4 16zM13.5 6.500l4 4',
  trash: 'M4 7h16M10 11v6M14 11v6M5 7l1 12a2 2 0 0 0 2 2h8a2 2 0 0 0 2-2l1-12M9 7V4h6v3',
  copy: 'M9 8h9a1 1 0 0 1 1 1v10a1 1 0 0 1-1 1H9a1 1 0 0 1-1-1V9a1 1 0 0 1 1-1zM5 16H4V5a1 1 0 0 1 1-1h10v1',
  hourglass: 'M7 3h10M7 21h10M8 3v4l4 5-4 5v4M16 3v4l-4 5 4 5v4',
  shield: 'M12 3l7 3v5c0 4.5-3 8-7 10-4-2-7-5.5-7-10V6z',
  exit: 'M14 8V6a2 2 0 0 0-2-2H6a2 2 0 0 0-2 2v12a2 2 0 0 0 2 2h6a2 2 0 0 0 2-2v-2M9 12h12M18 9l3 3-3 3',
  gavel: 'M13 10l7.4 7.400a2 2 0 0 1-3 3L10 13M6 9l6 6M9 3 3 9M14 8l-6 6M8 4l8 8',
  slash: 'M9 20 15 4',
  eye: 'M12 14a2 2 0 1 0 0-4 2 2 0 0 0 0 4zM3 12c2.5-4 5.5-6 9-6s6.5 2 9 6c-2.5 4-5.5 6-9 6s-6.5-2-9-6z',
  arrowRight: 'M5 12h14M13 6l6 6-6 6',
  party: 'M4 20l4-11 7 7zM14 5c1 0 1 2 2 2s1-2 2-2M19 12c0-1 2-1 2-2M13 9c1-2 0-3 1-4M16 11c2-1 3 0 4-1',
  rewind: 'M4 12a8 8 0 1 0 3-6.200M4 4v4h4',
} as const;

export type IconName = keyof typeof PATHS;

/** All icons, hidden; once a page. `Icon` points into it. */
export function IconSprite() {
  return (
    <svg hidden width="0" height="0" aria-hidden="true">
      {Object.entries(PATHS).map(([name, path]) => (
        <symbol id={`i-${name}`} viewBox="0 0 24 24">
          <path d={path} />
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
