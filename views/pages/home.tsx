import { type Asset, Document } from '../layouts/document.tsx';

export interface HomeLink {
  href: string;
  title: string;
  text: string;
  action: string;
}

export interface HomePart {
  name: string;
  /** `Simulated Discord`, `Embedded in ./data`. */
  value: string;
  /** What to set to have the production kind instead; null when it is that already. */
  upgrade: string | null;
}

interface HomePageProps {
  asset: Asset;
  links: readonly HomeLink[];
  /** What this instance runs on; null outside development. */
  parts: readonly HomePart[] | null;
}

export function HomePage({ asset, links, parts }: HomePageProps) {
  return (
    <Document
      title="Smarter Dev"
      description="A community of developers who learn, code and grow together on Discord."
      asset={asset}
      styles={['/vendor/tabler.min.css', '/css/look.css', '/css/custom.css']}
      fonts={['/fonts/inter.woff2']}
    >
      <main class="page page-center">
        <div class="container-narrow py-5 px-3">
          <header class="mb-5">
            <img src={asset('/img/mark.svg')} alt="" width="48" height="48" class="mb-3" />
            <h1 class="home-title">Smarter Dev</h1>
            <p class="text-secondary fs-3 mb-0">The community platform for developers’ Discord guilds.</p>
          </header>
          <ul class="home-links list-unstyled">
            {links.map((link) => (
              <li>
                <a class="card card-link" href={link.href}>
                  <span class="card-body">
                    <strong class="d-block fs-3" safe>
                      {link.title}
                    </strong>
                    <span class="text-secondary d-block mb-2" safe>
                      {link.text}
                    </span>
                    <span class="home-action" safe>
                      {`${link.action} →`}
                    </span>
                  </span>
                </a>
              </li>
            ))}
          </ul>
          {parts ? <Parts parts={parts} /> : null}
        </div>
      </main>
    </Document>
  );
}

function Parts({ parts }: { parts: readonly HomePart[] }) {
  return (
    <section class="mt-5" aria-labelledby="parts">
      <h2 id="parts" class="h4 text-secondary">
        What this instance runs on
      </h2>
      <dl class="home-parts">
        {parts.map((part) => (
          <div>
            <dt safe>{part.name}</dt>
            <dd>
              <span safe>{part.value}</span>
              {part.upgrade ? (
                <small class="text-secondary d-block" safe>
                  {part.upgrade}
                </small>
              ) : null}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
