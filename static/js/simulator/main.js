import { startColors } from './colors.js';
import { startCommand } from './command.js';
import { startComposer } from './composer.js';
import { startDialogs } from './dialogs.js';
import { startHints } from './hints.js';
import { startKeys } from './keys.js';
import { startListbox } from './listbox.js';
import { startMenu } from './menu.js';
import { startMessages } from './messages.js';
import { startScroll } from './scroll.js';
import { startTop } from './top.js';
import { startWire } from './wire.js';

for (const start of [
  startColors,
  startListbox,
  startComposer,
  startCommand,
  startDialogs,
  startMenu,
  startTop,
  startWire,
  startHints,
  startScroll,
  startMessages,
  startKeys,
]) {
  start();
}

if (matchMedia('(pointer: fine)').matches) document.getElementById('say-box').focus();
