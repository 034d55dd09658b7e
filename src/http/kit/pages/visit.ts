import type { Snowflake } from '../../../shared/ids.ts';
import type { GuildRight } from '../../../shared/rights.ts';

/** Who looks at a page. */
export interface Viewer {
  readonly id: Snowflake;
  readonly username: string;
  readonly displayName: string;
  readonly avatarUrl: string | null;
  /** Administers the whole instance. */
  readonly isAdmin: boolean;
  /** For the hidden field `_csrf` of forms and the header `x-csrf-token` of htmx. */
  readonly csrf: string;
  /** Names the session in lists; not its cookie. */
  readonly sessionId: string;
}

/** A guild, and what the viewer may do there. */
export interface Place {
  readonly guild: { readonly id: Snowflake; readonly name: string; readonly iconUrl: string | null };
  readonly right: GuildRight;
}

/** A message that shows for some seconds. */
export interface Toast {
  readonly kind: 'success' | 'info' | 'warning' | 'danger';
  readonly text: string;
}

/** One request for a page, once its guard has let it in. */
export interface Visit {
  /** Null where anyone may come and nobody is signed in. */
  readonly viewer: Viewer | null;
  readonly place: Place | null;
  /** The form that was sent; empty for a GET. */
  readonly fields: FormData;
  /** Asked for by htmx, to be put into a part of the page. */
  readonly partial: boolean;
  readonly client: { readonly address: string; readonly userAgent: string; readonly requestId: string };
  /** For forms, of people who are not signed in too. */
  csrf(): string;
}

/** What a change is written down with. */
export function actorOf(
  { id, username }: Viewer,
  { client }: Visit,
): { id: Snowflake; name: string; requestId: string; ip: string } {
  return { id, name: username, requestId: client.requestId, ip: client.address };
}
