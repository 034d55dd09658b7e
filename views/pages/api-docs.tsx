import { type Asset, Document } from '../layouts/document.tsx';

/** The REST API as a page to read and to try; the viewer draws it, its `main` included, from the API document. */
export function ApiDocsPage({ asset }: { asset: Asset }) {
  return (
    <Document
      title="REST API · Smarter Dev"
      description="Every request of the REST API, with examples, to read and to try."
      asset={asset}
      styles={['/vendor/swagger-ui.css', '/css/api-docs.css']}
      scripts={['/vendor/swagger-ui-bundle.js', '/js/api-docs.js']}
    >
      <header class="api-start">
        <nav aria-label="API">
          <a href="/">Smarter Dev</a>
          <a href="/api/client.ts" download="smarter-dev.ts">
            TypeScript client
          </a>
          <a href="/api/openapi.json">OpenAPI document</a>
        </nav>
        <h1>Smarter Dev REST API</h1>
        <p>
          Everything that the dashboard can do, as JSON. Every error is a problem (RFC 9457) with a stable{' '}
          <code>code</code>.
        </p>
        <p>
          Choose Authorize and paste a key: Try it out then sends real requests to this instance, and shows each as a
          curl command. From a terminal, begin with what your key may do:
        </p>
        <pre tabindex="0">
          <code>
            {'export KEY=sd_…\ncurl -H "Authorization: Bearer $KEY" '}
            <span data-origin>https://bot.example.com</span>
            {'/api/me'}
          </code>
        </pre>
      </header>
      <div id="api-docs" data-document="/api/openapi.json">
        <noscript>
          This page needs JavaScript. The document itself is at <a href="/api/openapi.json">/api/openapi.json</a>.
        </noscript>
      </div>
    </Document>
  );
}
