// The viewer's own look follows a class; ours follows the theme.
const root = document.documentElement;
const follow = () => root.classList.toggle('dark-mode', root.dataset.bsTheme === 'dark');
follow();
new MutationObserver(follow).observe(root, { attributeFilter: ['data-bs-theme'] });

for (const place of document.querySelectorAll('[data-origin]')) place.textContent = location.origin;

const container = document.querySelector('#api-docs');

const ATTRIBUTES = [
  ['h3.opblock-tag', 'aria-level', '2'],
  ['.opblock h4', 'aria-level', '3'],
  ['.opblock h5', 'aria-level', '4'],
  ['textarea.body-param__text', 'aria-label', 'Request body'],
];

/** What the viewer draws and assistive technology stumbles over: links inside of buttons, skipped headings, no label. */
function mend() {
  for (const link of container.querySelectorAll('.opblock-summary-control a[href]')) link.removeAttribute('href');
  for (const [selector, name, value] of ATTRIBUTES) {
    for (const element of container.querySelectorAll(selector)) element.setAttribute(name, value);
  }
}
new MutationObserver(mend).observe(container, { subtree: true, childList: true });

const METHODS = ['get', 'post', 'put', 'patch', 'delete'];
const rank = (operation) => METHODS.indexOf(operation.get('method'));

window.SwaggerUIBundle({
  domNode: container,
  url: container.dataset.document,
  deepLinking: true,
  displayRequestDuration: true,
  persistAuthorization: false,
  validatorUrl: null,
  tryItOutEnabled: false,
  docExpansion: 'list',
  operationsSorter: (one, other) => one.get('path').localeCompare(other.get('path'), 'en') || rank(one) - rank(other),
  defaultModelsExpandDepth: -1,
});
