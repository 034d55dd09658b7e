import type { Problem } from '../../src/http/kit/problem.ts';
import { type Asset, Document } from '../layouts/document.tsx';

interface ErrorPageProps {
  asset: Asset;
  problem: Problem;
  /** What was thrown, with its stack; development only. */
  thrown: string | null;
}

const STYLES = ['/vendor/tabler.min.css', '/css/look.css', '/css/door.css'];

interface Way {
  href: string;
  label: string;
}

const HOME: Way = { href: '/', label: 'Home page' };

/** Where somebody goes on from an error, the likeliest first. */
const WAYS: Readonly<Record<number, readonly Way[]>> = {
  401: [{ href: '/login', label: 'Sign in' }, HOME],
  403: [
    { href: '/admin/guilds', label: 'Your guilds' },
    { href: '/login', label: 'Sign in as somebody else' },
  ],
  404: [{ href: '/admin', label: 'Dashboard' }, HOME],
};

const AGAIN: readonly Way[] = [{ href: '', label: 'Try again' }, HOME];

/** Any error as a page: what happened, what to do, the id to quote. */
export function ErrorPage({ asset, problem, thrown }: ErrorPageProps) {
  const ways = WAYS[problem.status] ?? (problem.status >= 500 ? AGAIN : [HOME]);
  return (
    <Document
      title={`${problem.title} · Smarter Dev`}
      asset={asset}
      styles={STYLES}
      fonts={['/fonts/inter.woff2']}
      bodyClass="door"
    >
      <main id="main" class={['door-main', 'door-wide']} tabindex="-1">
        <header class="door-head">
          <img src={asset('/img/mark.svg')} alt="" width="40" height="40" />
          <p class="door-status">{problem.status}</p>
          <h1 id="page-title" tabindex="-1" safe>
            {problem.title}
          </h1>
          <p class="text-secondary" safe>
            {problem.detail}
          </p>
        </header>
        {thrown ? (
          <pre class="door-thrown" tabindex="0" safe>
            {thrown}
          </pre>
        ) : null}
        <p class="door-actions">
          {ways.map(({ href, label }, index) => (
            <a href={href} class={['btn', index === 0 && 'btn-primary']} safe>
              {label}
            </a>
          ))}
        </p>
        {problem.request_id ? (
          <p class="door-foot">
            Request <code safe>{problem.request_id}</code>
          </p>
        ) : null}
      </main>
    </Document>
  );
}
