// The text box: sending, editing, files, the command list, mentions.

import { act, clone, fragment, here, on } from './app.js';
import { chooseCommand } from './command.js';
import { closeList, filterList, isOpen, listKey, openList } from './listbox.js';
import { scrollToEnd } from './scroll.js';

const box = () => document.getElementById('say-box');
const tray = () => document.getElementById('tray');
/** What the next text is for besides being said: `{ edit: id }` or `{ reply: id }`. */
let purpose = {};

export function startComposer() {
  on('submit', '#say', (_form, event) => {
    event.preventDefault();
    void send();
  });
  on('keydown', '#say-box', (_box, event) => key(event));
  on('input', '#say-box', () => void suggest());
  on('click', '[data-open-palette]', () => {
    box().value = '/';
    box().focus();
    void suggest();
  });
  on('click', '[data-start-command]', (button) => void chooseCommand(button.dataset.startCommand));
  on('click', '[data-cancel-purpose]', forget);
  startFiles();
}

function key(event) {
  if (listKey(event)) return;
  if (event.key === 'Enter' && !event.shiftKey && !event.isComposing) {
    event.preventDefault();
    void send();
  } else if (event.key === 'Escape' && (purpose.edit || purpose.reply)) {
    forget();
  } else if (event.key === 'ArrowUp' && box().value === '') {
    if (editOwnLast()) event.preventDefault();
  }
}

async function send() {
  const content = box().value.trim();
  const files = [...tray().children].map(({ dataset }) => ({ filename: dataset.filename, size: Number(dataset.size) }));
  if (purpose.edit) return save(content);
  if (!content && files.length === 0) return;
  const { as, channel } = here();
  const { reply } = purpose;
  forget();
  tray().replaceChildren();
  closeList();
  scrollToEnd();
  const more = { ...(files.length ? { attachments: files } : {}), ...(reply ? { reply_to: reply } : {}) };
  const sent = await act('say', { as, channel, content, ...more });
  if (!sent && here().channel === channel && box().value === '') {
    box().value = content;
    for (const { filename, size } of files) addFile(filename, size);
  }
}

async function save(content) {
  const { edit: message } = purpose;
  forget();
  if (content) await act('edit', { as: here().as, message, content });
}

/** Puts a message's text into the box, to be changed. */
export function startEditing(message, text) {
  purpose = { edit: message };
  announce('Editing a message. Enter saves, Esc cancels.', text);
}

/** The next message answers another one. */
export function startReply(message, name) {
  purpose = { reply: message };
  announce(`Replying to ${name}. Esc cancels.`, box().value);
}

function announce(line, text) {
  document.getElementById('purpose').hidden = false;
  document.getElementById('purpose-line').textContent = line;
  box().value = text;
  box().focus();
}

function forget() {
  purpose = {};
  document.getElementById('purpose').hidden = true;
  box().value = '';
  box().focus();
}

function editOwnLast() {
  const own = [...document.querySelectorAll('[data-own-text]')].at(-1);
  if (own) startEditing(own.closest('[data-message]').dataset.message, own.dataset.ownText);
  return Boolean(own);
}

/** Opens what fits what is being typed: commands after `/`, people after `@`, channels after `#`. */
async function suggest() {
  const text = box().value;
  if (purpose.edit) return;
  if (/^\/[\w -]*$/.test(text)) return suggestCommands();
  const word = /(?:^|\s)([@#])([\w.-]*)$/.exec(text.slice(0, box().selectionStart));
  if (word) return suggestName(word[1], word[2]);
  if (isOpen()) closeList();
}

async function suggestCommands() {
  if (!document.querySelector('#picker [data-command]')) {
    const { ok, html } = await fragment('palette');
    if (!ok || !box().value.startsWith('/')) return;
    openList(html, box(), (option) => {
      box().value = '';
      closeList();
      void chooseCommand(option.dataset.command);
    });
  }
  const words = box().value.slice(1).toLowerCase().trim().split(/\s+/);
  filterList(({ dataset, textContent }) => {
    const name = dataset.command.toLowerCase();
    return words.every((word) => name.includes(word)) || textContent.toLowerCase().includes(words.join(' '));
  });
}

async function suggestName(sign, typed) {
  const { ok, html } = await fragment('choices', { kind: sign === '@' ? 'user' : 'channel', typed, option: 'mention' });
  const before = box().value.slice(0, box().selectionStart);
  if (!ok || !before.endsWith(sign + typed)) return;
  openList(html, box(), ({ dataset }) => {
    const end = box().selectionStart;
    box().setRangeText(`${sign}${dataset.name ?? dataset.label.slice(1)} `, end - typed.length - 1, end, 'end');
    closeList();
  });
}

/** Writes a mention at the cursor. */
export function mention(username) {
  box().focus();
  box().setRangeText(`@${username} `, box().selectionStart, box().selectionEnd, 'end');
}

function startFiles() {
  on('click', '[data-attach]', ({ dataset }) => attach(dataset.attach, Number(dataset.size)));
  on('submit', '#attach-form', (form, event) => {
    event.preventDefault();
    attach(form.elements.filename.value, Math.round(Number(form.elements.size.value) * 1000));
    form.reset();
  });
  on('click', '[data-remove-file]', (button) => {
    button.closest('li').remove();
    box().focus();
  });
}

function attach(filename, size) {
  addFile(filename, size);
  document.getElementById('pop-files').hidePopover();
  box().focus();
}

function addFile(filename, size) {
  const chip = clone('file-chip');
  chip.querySelector('.file-name').textContent = filename;
  Object.assign(chip.dataset, { filename, size: String(size) });
  tray().append(chip);
}
