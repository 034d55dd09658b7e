// Menus of messages and members, profiles.

import { act, app, fill, fragment, here, on, showBeside, toast } from './app.js';
import { mention, startEditing, startReply } from './composer.js';
import { ask, openDialog } from './dialogs.js';

const menu = () => document.getElementById('menu');
const profile = () => document.getElementById('profile');

export function startMenu() {
  on('click', '[data-menu-message]', (button) => void open({ message: button.dataset.menuMessage }, rect(button)));
  on('click', '[data-menu-member]', (button) => void open({ member: button.dataset.menuMember }, rect(button)));
  on('click', '[data-profile]', (button) => void showProfile(button));
  document.addEventListener('contextmenu', context);
  on('keydown', '#menu', (_menu, event) => move(event));
  on('click', '#menu [role=menuitem]', (item) => {
    menu().hidePopover();
    void choose(item.dataset);
  });
  on('click', '[data-act-as]', ({ dataset }) => actAs(dataset.actAs));
}

function rect(element) {
  return element.getBoundingClientRect();
}

/** The menu of what was clicked with the right button, or focused when the menu key was pressed. */
function context(event) {
  const person = event.target.closest?.('[data-profile]');
  const message = event.target.closest?.('article[data-message]');
  if (!person && !message) return;
  if (getSelection()?.toString()) return;
  event.preventDefault();
  const byKey = event.clientX === 0 && event.clientY === 0;
  const { clientX: x, clientY: y } = event;
  const at = byKey ? rect(person ?? message) : { left: x, right: x, top: y, bottom: y };
  void open(person ? { member: person.dataset.profile } : { message: message.dataset.message }, at);
}

async function open(query, at) {
  const { ok, html } = await fragment('menu', query);
  if (!ok) return;
  if (profile().matches(':popover-open')) profile().hidePopover();
  fill(menu(), html);
  showBeside(menu(), at);
  menu().querySelector('[role=menuitem]')?.focus();
}

function move(event) {
  const items = [...menu().querySelectorAll('[role=menuitem]')];
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!step) return;
  event.preventDefault();
  items[(items.indexOf(document.activeElement) + step + items.length) % items.length].focus();
}

async function choose({ copy, delete: removed, edit, text, reply, author, mention: name, menuCommand, moderate, id }) {
  const { as, channel } = here();
  if (copy !== undefined) await copyText(copy);
  else if (edit) startEditing(edit, text);
  else if (reply) startReply(reply, author);
  else if (removed && (await ask('Delete this message?', 'Delete message')))
    await act('delete', { as, message: removed });
  else if (name) mention(name);
  else if (menuCommand) await act('command', { as, channel, name: menuCommand, target: id });
  else if (moderate) openDialog((await fragment('moderate', { member: id, action: moderate })).html);
}

async function copyText(text) {
  await navigator.clipboard.writeText(text).then(
    () => toast('Copied.'),
    () => toast('The browser did not allow copying.', { wrong: true }),
  );
}

async function showProfile(button) {
  const at = rect(button);
  const { ok, html } = await fragment('profile', { id: button.dataset.profile });
  if (!ok) return;
  fill(profile(), html);
  showBeside(profile(), at);
}

/** Opens the page as somebody else, in the same channel. */
function actAs(username) {
  const address = new URL(app().dataset.address, location.href);
  address.searchParams.set('as', username);
  location.assign(address);
}
