import { type Asset, Document } from '../../layouts/document.tsx';
import { type ApiDocument, operationsOf } from './document.ts';
import { Operation } from './operation.tsx';

interface ApiDocsProps {
  asset: Asset;
  document: ApiDocument;
}

/** The REST API as a page to read, which needs no script, and to try. */
export function ApiDocsPage({ asset, document }: ApiDocsProps) {
  const groups = document.tags
    .map(({ name, description }) => ({ name, description, id: idOf(name), operations: operationsOf(document, name) }))
    .filter(({ operations }) => operations.length > 0);
  return (
    <Document
      title="REST API · Smarter Dev"
      description="Every request of the REST API, with examples, to read and to try."
      asset={asset}
      styles={['/css/api-docs.css']}
      fonts={['/fonts/site.woff2']}
      modules={['/js/api-docs.js']}
    >
      <a class="skip" href="#requests">
        Skip to the requests
      </a>
      <header class="top">
        <a class="brand" href="/">
          <img src={asset('/img/mark.svg')} alt="" width="24" height="24" />
          Smarter Dev
        </a>
        <nav aria-label="API">
          <a href="/api/client.ts" download="smarter-dev.ts">
            TypeScript client
          </a>
          <a href="/api/openapi.json">OpenAPI document</a>
          <button type="button" data-toggle-theme="" hidden>
            Theme
          </button>
        </nav>
      </header>
      <div class="columns">
        <nav class="groups" aria-label="Groups">
          <ul>
            {groups.map(({ name, id, operations }) => (
              <li>
                <a href={`#${id}`}>
                  <span safe>{name}</span>
                  <small>{operations.length}</small>
                </a>
              </li>
            ))}
          </ul>
        </nav>
        <main id="requests" tabindex="-1">
          <Start version={document.info.version} />
          {groups.map(({ name, description, id, operations }) => (
            <section class="group" id={id} aria-labelledby={`${id}-name`}>
              <h2 id={`${id}-name`} safe>
                {name}
              </h2>
              <p safe>{description}</p>
              {operations.map((operation) => (
                <Operation operation={operation} />
              ))}
            </section>
          ))}
          <p class="nothing" role="status" />
        </main>
      </div>
    </Document>
  );
}

function Start({ version }: { version: string }) {
  return (
    <div class="start">
      <h1>
        Smarter Dev REST API <small safe>{version}</small>
      </h1>
      <p>
        Everything that the dashboard can do, as JSON. Every error is a problem (RFC 9457) with a stable{' '}
        <code>code</code>. From a terminal, begin with what your key may do:
      </p>
      <pre tabindex="0">
        <code>
          {'export KEY=sd_…\ncurl -H "Authorization: Bearer $KEY" '}
          <span data-origin="">https://bot.example.com</span>
          {'/api/me'}
        </code>
      </pre>
      <noscript>
        <p>Everything can be read here without JavaScript; only searching and sending requests need it.</p>
      </noscript>
      <div class="tools" hidden>
        <label>
          Find a request
          <input type="search" id="find" autocomplete="off" placeholder="leaderboard, POST, /squads …" />
        </label>
        <label>
          Your API key
          <input type="password" id="key" autocomplete="off" placeholder="sd_…" aria-describedby="key-about" />
        </label>
        <p id="key-about">
          With a key, each request below is sent to this instance for real. The key stays in this page and is forgotten
          with it.
        </p>
      </div>
    </div>
  );
}

function idOf(tag: string): string {
  return `group-${tag.toLowerCase().replaceAll(' ', '-')}`;
}
