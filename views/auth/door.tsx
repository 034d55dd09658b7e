import type { Children } from '@kitajs/html';
import { type Asset, Document } from '../layouts/document.tsx';

const STYLES = ['/vendor/tabler.min.css', '/css/look.css', '/css/parts.css', '/css/door.css'];

interface DoorProps {
  asset: Asset;
  title: string;
  description?: string;
  heading: string;
  /** One sentence below the heading. */
  lead: string;
  children?: Children;
}

/** A page in front of the dashboard: the mark, a heading, and what there is to do. */
export function Door({ asset, title, description, heading, lead, children }: DoorProps) {
  return (
    <Document
      title={`${title} · Smarter Dev`}
      {...(description === undefined ? {} : { description })}
      asset={asset}
      styles={STYLES}
      fonts={['/fonts/inter.woff2']}
      bodyClass="door"
    >
      <main class="door-main">
        <header class="door-head">
          <img src={asset('/img/mark.svg')} alt="" width="40" height="40" />
          <h1 safe>{heading}</h1>
          <p class="text-secondary" safe>
            {lead}
          </p>
        </header>
        {children}
      </main>
    </Document>
  );
}
