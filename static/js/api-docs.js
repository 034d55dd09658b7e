for (const place of document.querySelectorAll('[data-origin]')) place.textContent = location.origin;
for (const part of document.querySelectorAll('.tools, .attempt-acts, [data-toggle-theme]')) part.hidden = false;

const key = document.querySelector('#key');
const operations = [...document.querySelectorAll('.op')].map((element) => ({
  element,
  text: `${element.id} ${element.querySelector('summary').textContent}`.toLowerCase(),
}));

/** Opens the operation that the address names. */
function openNamed() {
  const named = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (!named?.matches('.op')) return;
  named.open = true;
  named.scrollIntoView();
}

/** Shows the operations that have every word. */
function find(words) {
  let found = 0;
  for (const { element, text } of operations) {
    element.hidden = !words.every((word) => text.includes(word));
    if (!element.hidden) found += 1;
  }
  for (const group of document.querySelectorAll('.group')) group.hidden = !group.querySelector('.op:not([hidden])');
  document.querySelector('.nothing').textContent = found === 0 ? 'No request has all of these words.' : '';
}

/** What a form would send. */
function requestOf(form) {
  const { method, path } = form.dataset;
  const headers = { accept: 'application/json', authorization: `Bearer ${key.value}` };
  const query = new URLSearchParams();
  let address = path;
  for (const { name, value, dataset } of form.querySelectorAll('[data-in]')) {
    if (dataset.in === 'path') address = address.replace(`{${name}}`, encodeURIComponent(value));
    else if (value !== '' && dataset.in === 'query') query.append(name, value);
    else if (value !== '') headers[name.toLowerCase()] = value;
  }
  const body = form.elements.body?.value;
  if (body !== undefined) headers['content-type'] = 'application/json';
  return { url: location.origin + address + (query.size > 0 ? `?${query}` : ''), init: { method, headers, body } };
}

/** The same for a terminal, with the key in a variable. */
function curlOf({ url, init: { method, headers, body } }) {
  const named = Object.entries({ ...headers, authorization: 'Bearer $KEY' }).map(([name, value]) =>
    name === 'authorization' ? `-H "${name}: ${value}"` : `-H ${quoted(`${name}: ${value}`)}`,
  );
  const sent = body === undefined ? [] : [`-d ${quoted(body)}`];
  return [`curl -X ${method} ${quoted(url)}`, ...named, ...sent].join(' \\\n  ');
}

const quoted = (text) => `'${text.replaceAll("'", `'\\''`)}'`;

function show(form, ...lines) {
  const place = form.querySelector('.outcome');
  place.replaceChildren(
    ...lines.map(([kind, text]) => {
      const line = document.createElement(kind);
      line.textContent = text;
      if (kind === 'pre') line.tabIndex = 0;
      return line;
    }),
  );
}

async function send(form) {
  const request = requestOf(form);
  const since = performance.now();
  show(form, ['p', 'Sent; waiting for the answer.']);
  try {
    const response = await fetch(request.url, { ...request.init, credentials: 'omit' });
    const text = await response.text();
    const took = Math.round(performance.now() - since);
    show(
      form,
      ['p', `${response.status} ${response.statusText}, ${took} ms`],
      ['pre', pretty(text)],
      ['pre', curlOf(request)],
    );
  } catch {
    show(form, ['p', 'The instance did not answer. Is it running?'], ['pre', curlOf(request)]);
  }
}

function pretty(text) {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text || 'Nothing besides the status.';
  }
}

document.querySelector('#find').addEventListener('input', ({ target }) => {
  find(target.value.toLowerCase().split(/\s+/).filter(Boolean));
});
document.addEventListener('submit', (event) => {
  event.preventDefault();
  if (key.value !== '') return send(event.target);
  show(event.target, ['p', 'Paste your API key at the top of the page first.']);
  key.focus();
});
document.addEventListener('click', ({ target }) => {
  if (!target.matches('[data-curl]')) return;
  const form = target.closest('form');
  show(form, ['pre', curlOf(requestOf(form))]);
});
// Opening and closing does not bubble.
document.addEventListener(
  'toggle',
  ({ target }) => {
    if (target.matches('.op') && target.open) history.replaceState(null, '', `#${target.id}`);
  },
  true,
);
addEventListener('hashchange', openNamed);
openNamed();
