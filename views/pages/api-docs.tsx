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
      <div id="api-docs" data-document="/api/openapi.json">
        <noscript>
          This page needs JavaScript. The document itself is at <a href="/api/openapi.json">/api/openapi.json</a>.
        </noscript>
      </div>
    </Document>
  );
}
