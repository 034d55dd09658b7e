import { Join, SiteFrame, type SiteProps } from './frame.tsx';

/** A part that this instance runs on. */
export interface Part {
  readonly name: string;
  /** `simulated, inside this program` */
  readonly value: string;
  /** What to set to have the production kind instead; null when it is that already. */
  readonly upgrade: string | null;
}

interface AboutProps extends SiteProps {
  parts: readonly Part[] | null;
}

/** `/about` */
export function AboutPage(props: AboutProps) {
  return (
    <SiteFrame
      {...props}
      title="About · Smarter Dev"
      description="What Smarter Dev is, how bytes and squads work, and what runs behind it."
    >
      <article class="text">
        <h1>About Smarter Dev</h1>
        <p class="lead">
          We are developers who think that the best documentation is a person who has been there. Smarter Dev is where
          those people meet, and the software that says thank you to them.
        </p>
        <h2>Bytes</h2>
        <p>
          The first message of your day earns bytes, and each day in a row earns more. You send them to whoever helped
          you, with a reason that everybody can read. Every byte has a row in a ledger that cannot be rewritten, so the
          figures on these pages are the real ones.
        </p>
        <h2>Squads</h2>
        <p>
          Squads are teams within a guild, and roles on Discord. The first one is free; switching costs bytes, so that
          teams mean something. The <a href="/community">standings</a> show what they hold together.
        </p>
        <h2>For your guild</h2>
        <p>
          One bot brings bytes, squads, moderation with numbered cases, and rules that can be tried in shadow before
          they act. Guild managers decide about everything in the dashboard; programs use the{' '}
          <a href="/api/docs">REST API</a>. Nothing of a guild is public until its managers say so.
        </p>
        <p>
          <Join />
        </p>
        {props.parts ? <Parts parts={props.parts} /> : null}
      </article>
    </SiteFrame>
  );
}

function Parts({ parts }: { parts: readonly Part[] }) {
  return (
    <section aria-labelledby="parts">
      <h2 id="parts">What this instance runs on</h2>
      <p>
        You see this in development only. <a href="/health">Health</a> has the figures.
      </p>
      <dl class="parts">
        {parts.map(({ name, value, upgrade }) => (
          <div>
            <dt safe>{name}</dt>
            <dd>
              <span safe>{value}</span>
              {upgrade ? <small safe>{upgrade}</small> : null}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
