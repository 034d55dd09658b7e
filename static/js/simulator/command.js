// A chosen command: its options as chips, filled by typing or from a list.

import { act, fill, fragment, here, on, toast } from './app.js';
import { closeList, filterList, isOpen, listKey, openList } from './listbox.js';
import { scrollToEnd } from './scroll.js';

const slot = () => document.getElementById('command-slot');
const form = () => document.getElementById('command-form');
const INTEGER = '4';
const NUMBER = '10';
const BOOLEAN = '5';

export function startCommand() {
  on('submit', '#command-form', (_form, event) => {
    event.preventDefault();
    void run();
  });
  on('click', '[data-cancel-command]', cancel);
  on('focusin', '#command-form input', (input) => {
    hint(input.dataset.description);
    void pick(input);
  });
  on('input', '#command-form input', (input) => {
    delete input.dataset.value;
    delete input.dataset.picked;
    check(input);
    narrow(input);
    void pick(input);
  });
  on('keydown', '#command-form', (_form, event) => key(event));
}

/** Shows a command's options and puts the cursor into the first. */
export async function chooseCommand(name) {
  const { ok, html } = await fragment('command', { name });
  if (!ok)
    return toast(`${document.querySelector('.tool-as b').textContent} cannot use /${name} here.`, { wrong: true });
  fill(slot(), html);
  const first = form().querySelector('input') ?? form().querySelector('[type=submit]');
  first.focus();
}

function cancel() {
  closeList();
  slot().replaceChildren();
  document.getElementById('say-box').focus();
}

function key(event) {
  const { target } = event;
  if (target.matches('input') && listKey(event)) return;
  if (event.key === 'Escape') cancel();
  if (event.key === 'Backspace' && target.matches('input') && target.value === '') {
    const inputs = [...form().querySelectorAll('input')];
    const before = inputs[inputs.indexOf(target) - 1];
    if (before) before.focus();
    else cancel();
    event.preventDefault();
  }
}

/** At once, so that Enter never takes what an earlier text was offered; the server's list follows. */
function narrow({ value }) {
  if (!isOpen() || value === '') return;
  const wanted = value.toLowerCase();
  filterList(({ textContent }) => textContent.toLowerCase().includes(wanted));
}

async function pick(input) {
  const { picker } = input.dataset;
  if (!picker) return closeList();
  if (input.dataset.picked) return closeList();
  const typed = input.value;
  const { html } = await fragment('choices', {
    kind: picker,
    typed,
    command: form().dataset.command,
    option: input.name,
    values: JSON.stringify(values()),
  });
  if (document.activeElement !== input || input.value !== typed) return;
  // Enter on an optional field that is still empty sends the command without it.
  openList(html, input, take, { offer: input.required || typed !== '' });

  function take({ dataset }) {
    input.value = dataset.label;
    input.dataset.value = dataset.value;
    input.dataset.picked = '';
    closeList();
    check(input);
    next(input)?.focus();
  }
}

function next(input) {
  const inputs = [...form().querySelectorAll('input')];
  const after = inputs.slice(inputs.indexOf(input) + 1);
  return after.find(({ required, value }) => required && !value) ?? after[0] ?? form().querySelector('[type=submit]');
}

/** The options that hold something, as the control API wants them. */
function values() {
  const entries = [...form().querySelectorAll('input')]
    .filter(({ value }) => value !== '')
    .map((input) => [input.name, read(input)]);
  return Object.fromEntries(entries);
}

function read({ value, dataset }) {
  const text = dataset.value ?? value;
  if (dataset.type === BOOLEAN) return text.toLowerCase() === 'true';
  if ((dataset.type === INTEGER || dataset.type === NUMBER) && /^-?\d+(\.\d+)?$/.test(text)) return Number(text);
  return text;
}

/** Marks an option that cannot be sent. @returns what is wrong, or an empty text */
function check(input) {
  const wrong = problem(input);
  input.setAttribute('aria-invalid', String(wrong !== ''));
  hint(wrong || input.dataset.description, wrong !== '');
  return wrong;
}

function problem({ value, dataset, name, required }) {
  if (value === '') return required ? `${name} is required.` : '';
  if (dataset.type === INTEGER && !/^-?\d+$/.test(value) && !dataset.value) return `${name} takes a whole number.`;
  if (dataset.type === NUMBER && Number.isNaN(Number(value))) return `${name} takes a number.`;
  const numeric = dataset.type === INTEGER || dataset.type === NUMBER;
  const size = numeric ? Number(value) : value.length;
  const unit = numeric ? '' : ' characters';
  if (dataset.min && !dataset.value && size < Number(dataset.min))
    return `${name} takes at least ${dataset.min}${unit}.`;
  if (dataset.max && !dataset.value && size > Number(dataset.max))
    return `${name} takes at most ${dataset.max}${unit}.`;
  return '';
}

function hint(text, wrong = false) {
  const line = document.getElementById('command-hint');
  line.textContent = text;
  line.classList.toggle('is-wrong', wrong);
}

async function run() {
  const wrong = [...form().querySelectorAll('input')].find((input) => problem(input) !== '');
  if (wrong) {
    wrong.focus();
    check(wrong);
    return;
  }
  const { as, channel } = here();
  const name = form().dataset.command;
  const options = values();
  const kept = slot().innerHTML;
  const typed = [...form().querySelectorAll('input')].map(({ value, dataset }) => ({ value, chosen: dataset.value }));
  cancel();
  scrollToEnd();
  const answer = await act('command', { as, channel, name, options });
  if (!answer && here().channel === channel && !form()) restore(kept, typed);
}

/** Brings the form back with what was in it. */
function restore(html, typed) {
  fill(slot(), html);
  for (const [index, input] of [...form().querySelectorAll('input')].entries()) {
    input.value = typed[index].value;
    if (typed[index].chosen) Object.assign(input.dataset, { value: typed[index].chosen, picked: '' });
  }
  form().querySelector('input')?.focus();
}
