import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Our name of an icon → its name among Tabler's outline icons. */
const ICONS = {
  activity: 'activity',
  arrowRight: 'arrow-right',
  bolt: 'bolt',
  chat: 'message-circle',
  check: 'check',
  chevron: 'chevron-down',
  clip: 'paperclip',
  clock: 'clock',
  close: 'x',
  coins: 'coins',
  copy: 'copy',
  corner: 'corner-down-right',
  dashboard: 'layout-dashboard',
  dots: 'dots',
  down: 'arrow-down',
  edit: 'pencil',
  exit: 'logout',
  external: 'external-link',
  eye: 'eye',
  file: 'file',
  flame: 'flame',
  gavel: 'gavel',
  gift: 'gift',
  grip: 'grip-vertical',
  guilds: 'building-community',
  hash: 'hash',
  help: 'help-circle',
  hourglass: 'hourglass',
  image: 'photo',
  info: 'info-circle',
  key: 'key',
  keyboard: 'keyboard',
  lock: 'lock',
  megaphone: 'speakerphone',
  menu: 'menu-2',
  moon: 'moon',
  people: 'users',
  person: 'user',
  plug: 'plug-connected',
  plus: 'plus',
  reply: 'arrow-back-up',
  rewind: 'history',
  search: 'search',
  selector: 'selector',
  send: 'send',
  settings: 'settings',
  shield: 'shield',
  shieldCheck: 'shield-check',
  slash: 'slash',
  sun: 'sun',
  terminal: 'terminal-2',
  thread: 'message-2',
  transfer: 'arrows-exchange',
  trash: 'trash',
  up: 'arrow-up',
  warning: 'alert-triangle',
} as const;

const HEADER = `/* Written by scripts/vendor.ts from the package @tabler/icons; add names there. */

/** The inside of each icon: strokes of 2 on a 24 grid. */
export const SHAPES = {
`;

/** The module that holds the shapes of our icons. */
export function iconModule(root: string): string {
  const lines = Object.entries(ICONS).map(([name, tabler]) => `  ${name}: '${shape(root, tabler)}',\n`);
  return `${HEADER}${lines.join('')}} as const;\n`;
}

/** Names that no view and no script draws. */
export function unusedIcons(sources: string): string[] {
  return Object.keys(ICONS).filter((name) => !sources.includes(`'${name}'`) && !sources.includes(`"${name}"`));
}

function shape(root: string, tabler: string): string {
  const svg = readFileSync(join(root, `node_modules/@tabler/icons/icons/outline/${tabler}.svg`), 'utf8');
  return svg
    .slice(svg.indexOf('>', svg.indexOf('<svg')) + 1, svg.lastIndexOf('</svg>'))
    .replace('<path stroke="none" d="M0 0h24v24H0z" fill="none" />', '')
    .replace(/\s*\n\s*/g, '')
    .replaceAll(' />', '/>');
}
