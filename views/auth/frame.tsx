import type { LayoutProps } from '../../src/http/kit/pages/layout.ts';
import { Document } from '../layouts/document.tsx';

/** The plain frame of pages for people who are signed in. */
export function Frame({ asset, viewer, title, crumbs, toasts, children }: LayoutProps) {
  return (
    <Document
      title={`${title} · Smarter Dev`}
      asset={asset}
      styles={['/vendor/tabler.min.css', '/css/custom.css']}
      bodyClass="d-flex flex-column"
    >
      <header class="container-xl py-3 d-flex flex-wrap gap-3 align-items-center">
        <a href="/admin" class="h3 mb-0 me-auto">
          Smarter Dev
        </a>
        <a href="/me/sessions" safe>
          {viewer.displayName}
        </a>
        <form method="post" action="/logout">
          <input type="hidden" name="_csrf" value={viewer.csrf} />
          <button type="submit" class="btn">
            Sign out
          </button>
        </form>
      </header>
      <main id="main" class="container-xl py-3">
        {crumbs.length > 0 ? (
          <nav aria-label="Breadcrumbs">
            <ol class="breadcrumb">
              {crumbs.map(({ label, href }) => (
                <li class="breadcrumb-item">
                  {href ? (
                    <a href={href} safe>
                      {label}
                    </a>
                  ) : (
                    <span safe>{label}</span>
                  )}
                </li>
              ))}
            </ol>
          </nav>
        ) : null}
        {toasts.map(({ kind, text }) => (
          <div class={`alert alert-${kind} text-body`} role="status" safe>
            {text}
          </div>
        ))}
        <h1 safe>{title}</h1>
        {children as 'safe'}
      </main>
    </Document>
  );
}
