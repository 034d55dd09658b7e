import { toast } from './toasts.js';

/** What a fetched page means besides its content: focus, drawer, pages that are not of the dashboard, errors. */
export function watchNavigation() {
  document.addEventListener('htmx:before:swap', leaveTheShell);
  document.addEventListener('htmx:before:history:update', stayOnSamePage);
  document.addEventListener('htmx:after:swap', arrive);
  document.addEventListener('htmx:error', ({ detail }) => {
    if (detail.error?.name !== 'AbortError' && detail.ctx?.sourceElement?.id !== 'live')
      toast('danger', 'The server did not answer. Check the connection and try again.');
  });
  showTab();
}

/** The sign-in page, say: it has no shell, so it is opened as a page of its own. Errors are shown in place. */
function leaveTheShell(event) {
  const { ctx } = event.detail;
  if (ctx.select !== '#main' || !ctx.response.raw.ok || ctx.text.includes('id="shell"')) return;
  event.preventDefault();
  location.assign(ctx.response.raw.url);
}

function stayOnSamePage({ detail }) {
  if (detail.history.path === location.pathname + location.search) detail.history.type = 'replace';
}

/** On a phone the tabs are wider than the screen. */
function showTab() {
  const tab = document.querySelector('#main .tabs [aria-current]');
  const tabs = tab?.parentElement;
  if (!tabs) return;
  const [one, all] = [tab, tabs].map((element) => element.getBoundingClientRect());
  tabs.scrollLeft += one.left - all.left - (all.width - one.width) / 2;
}

function arrive({ detail }) {
  if (detail.ctx.select !== '#main') return;
  showTab();
  document.getElementById('side')?.hidePopover?.();
  // The button that was pressed has the focus again, by its id.
  if (document.activeElement?.matches('[data-order-move]')) return;
  const wrong = document.querySelector('#main [aria-invalid="true"]');
  if (wrong instanceof HTMLElement) {
    (wrong.matches('fieldset') ? wrong.querySelector('input, select') : wrong)?.focus();
    return;
  }
  if (detail.ctx.request.method === 'GET') scrollTo({ top: 0, behavior: 'instant' });
  document.getElementById('page-title')?.focus({ preventScroll: true });
}
