import type { Problem } from '../../src/http/kit/problem.ts';
import { type Asset, Document } from '../layouts/document.tsx';

interface ErrorPageProps {
  asset: Asset;
  problem: Problem;
  /** What was thrown, with its stack; development only. */
  thrown: string | null;
}

export function ErrorPage({ asset, problem, thrown }: ErrorPageProps) {
  return (
    <Document
      title={`${problem.title} · Smarter Dev`}
      asset={asset}
      styles={['/vendor/tabler.min.css', '/css/custom.css']}
      bodyClass="d-flex flex-column"
    >
      <main class="page page-center">
        <div class="container-tight py-4">
          <div class="empty">
            <p class="empty-header" safe>
              {String(problem.status)}
            </p>
            <h1 class="empty-title" safe>
              {problem.title}
            </h1>
            <p class="empty-subtitle text-secondary" safe>
              {problem.detail}
            </p>
            {thrown ? (
              <pre class="error-detail text-start" safe>
                {thrown}
              </pre>
            ) : null}
            <div class="empty-action">
              <a href="/" class="btn btn-primary">
                Back to the home page
              </a>
            </div>
            <p class="mt-4 text-secondary small">
              Request <code safe>{problem.request_id}</code>
            </p>
          </div>
        </div>
      </main>
    </Document>
  );
}
