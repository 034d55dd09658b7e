import { Icon, type IconName } from '../layouts/icons.tsx';
import { Member, type MemberRef } from './people.tsx';
import { RelativeTime } from './time.tsx';

/** What happened, by its picture. */
const ICONS = {
  transfer: 'transfer',
  daily: 'coins',
  reward: 'gift',
  settings: 'settings',
  key: 'key',
  sign_in: 'person',
  member: 'people',
  guild: 'guilds',
  connection: 'plug',
  failure: 'warning',
} as const satisfies Record<string, IconName>;

export type FeedKind = keyof typeof ICONS;

/** Something that happened, in a sentence that begins with who did it. */
export interface FeedItem {
  readonly id: string;
  /** Epoch milliseconds. */
  readonly at: number;
  readonly kind: FeedKind;
  readonly actor: MemberRef | null;
  /** `sent 50 bytes to Grace`; a whole sentence when there is no actor. */
  readonly text: string;
  readonly guild?: string | undefined;
  readonly href?: string | undefined;
}

/** Newest first. New ones are put in front of `#feed` by the page's stream, as `FeedLine`s. */
export function Feed({ items, now }: { items: readonly FeedItem[]; now: number }) {
  return (
    <ol class="feed" id="feed">
      {items.map((item) => (
        <FeedLine item={item} now={now} />
      ))}
    </ol>
  );
}

export function FeedLine({ item, now }: { item: FeedItem; now: number }) {
  const { kind, actor, text, guild, href, at } = item;
  return (
    <li class="feed-line" id={`feed-${item.id}`}>
      <span class="feed-icon">
        <Icon name={ICONS[kind]} size={16} />
      </span>
      <span class="feed-text">
        {actor ? <Member member={actor} /> : null}{' '}
        {href ? (
          <a href={href} safe>
            {text}
          </a>
        ) : (
          <span safe>{text}</span>
        )}
        {guild ? (
          <span class="feed-guild" safe>
            {guild}
          </span>
        ) : null}
      </span>
      <span class="feed-time">
        <RelativeTime at={at} now={now} />
      </span>
    </li>
  );
}
