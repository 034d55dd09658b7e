// The viewer's own look follows a class; ours follows the theme.
const root = document.documentElement;
const follow = () => root.classList.toggle('dark-mode', root.dataset.bsTheme === 'dark');
follow();
new MutationObserver(follow).observe(root, { attributeFilter: ['data-bs-theme'] });

const main = document.querySelector('#api-docs');
window.SwaggerUIBundle({
  domNode: main,
  url: main.dataset.document,
  deepLinking: true,
  displayRequestDuration: true,
  persistAuthorization: false,
  validatorUrl: null,
  tryItOutEnabled: false,
  docExpansion: 'list',
  defaultModelsExpandDepth: -1,
});
