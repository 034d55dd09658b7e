import type { Children } from '@kitajs/html';
import { Icon, type IconName } from '../layouts/icons.tsx';

interface PageHeaderProps {
  title: string;
  /** One sentence of what the page is for. */
  lead?: string | undefined;
  /** Buttons, at the end of the line. */
  actions?: JSX.Element | undefined;
}

/** The page's only h1. */
export function PageHeader({ title, lead, actions }: PageHeaderProps) {
  return (
    <header class="page-head">
      <div>
        <h1 id="page-title" tabindex="-1" safe>
          {title}
        </h1>
        {lead ? <p safe>{lead}</p> : null}
      </div>
      {actions ? <div class="page-actions">{actions}</div> : null}
    </header>
  );
}

interface CardProps {
  title: string;
  id?: string | undefined;
  hint?: string | undefined;
  actions?: JSX.Element | undefined;
  /** Tables and lists reach to the edges. */
  flush?: boolean;
  tone?: 'danger' | undefined;
  children: Children;
}

/** A titled surface. */
export function Card({ title, id, hint, actions, flush = false, tone, children }: CardProps) {
  return (
    <section class={['card', tone === 'danger' && 'card-danger']} id={id} aria-label={title}>
      <div class="card-header">
        <div>
          <h2 class="card-title" safe>
            {title}
          </h2>
          {hint ? (
            <p class="card-hint" safe>
              {hint}
            </p>
          ) : null}
        </div>
        {actions ? <div class="card-actions">{actions}</div> : null}
      </div>
      <div class={flush ? 'card-flush' : 'card-body'}>{children as 'safe'}</div>
    </section>
  );
}

interface EmptyProps {
  icon: IconName;
  /** One sentence of what this is for. */
  text: string;
  action?: { href: string; label: string } | undefined;
  /** What it looks like in use. */
  example?: string | undefined;
}

/** A place where nothing is yet: what it is for, what to do, an example. */
export function Empty({ icon, text, action, example }: EmptyProps) {
  return (
    <div class="nothing">
      <Icon name={icon} size={28} />
      <p safe>{text}</p>
      {action ? (
        <a class="btn btn-primary" href={action.href} safe>
          {action.label}
        </a>
      ) : null}
      {example ? (
        <p class="nothing-example" safe>
          {example}
        </p>
      ) : null}
    </div>
  );
}

/** Lines in the shape of what comes, while Discord or the database is asked. */
export function Skeleton({ lines = 3, label }: { lines?: number; label: string }) {
  return (
    <div class="skeleton" role="status">
      <span class="sr-only" safe>
        {label}
      </span>
      {Array.from({ length: lines }, () => (
        <span class="skeleton-line" aria-hidden="true" />
      ))}
    </div>
  );
}

/** What takes long is fetched when the page is there; without a script there is a link to it. */
export function Later({ href, label, lines = 3 }: { href: string; label: string; lines?: number }) {
  return (
    <div hx-get={href} hx-trigger="load" hx-swap="outerHTML" hx-target="this">
      <Skeleton label={label} lines={lines} />
      <noscript>
        <p class="later">
          <a href={href} safe>
            {label}
          </a>
        </p>
      </noscript>
    </div>
  );
}

type Tone = 'info' | 'success' | 'warning' | 'danger';

const TONE_ICONS: Readonly<Record<Tone, IconName>> = {
  info: 'info',
  success: 'check',
  warning: 'warning',
  danger: 'warning',
};

/** A sentence that needs to be seen, within the page. */
export function Note({ tone, text, children }: { tone: Tone; text: string; children?: Children }) {
  return (
    <div class={['note', `note-${tone}`]} role={tone === 'danger' ? 'alert' : undefined}>
      <Icon name={TONE_ICONS[tone]} size={18} />
      <div>
        <p safe>{text}</p>
        {children as 'safe'}
      </div>
    </div>
  );
}
