import { ColorDot } from './badge.tsx';

/** A member as pages show them. */
export interface MemberRef {
  readonly id: string;
  /** As shown in the guild; the username elsewhere. */
  readonly name: string;
  readonly avatarUrl: string | null;
  /** Of the highest coloured role, `#rrggbb`. */
  readonly color: string | null;
}

/** Two letters of a name; a hash for a name without letters. */
function initials(name: string): string {
  const words = name.normalize('NFKC').match(/[\p{L}\p{N}]+/gu) ?? [];
  const [first = '#', second] = words;
  return (second ? [...first].slice(0, 1).concat([...second].slice(0, 1)) : [...first].slice(0, 2))
    .join('')
    .toUpperCase();
}

interface AvatarProps {
  name: string;
  /** Of a person, who keeps his colour under every name. */
  id?: string;
  url: string | null;
  size?: 'small' | 'large';
  /** Guilds are drawn with corners, people round. */
  square?: boolean;
}

const PIXELS = { small: 24, large: 56 } as const;

/** A picture or initials; decoration beside the name. */
export function Avatar({ name, id = name, url, size = 'small', square = false }: AvatarProps) {
  const side = PIXELS[size];
  const classes = ['face', `face-${size}`, square && 'face-square', `face-${hue(id)}`];
  if (url) return <img class={classes} src={url} alt="" width={side} height={side} loading="lazy" />;
  return (
    <span class={classes} aria-hidden="true" safe>
      {initials(name)}
    </span>
  );
}

function hue(key: string): number {
  return [...key].reduce((sum, letter) => sum + (letter.codePointAt(0) ?? 0), 0) % 6;
}

/** Avatar, colour of the role, name; a link where there is a page about them. */
export function Member({
  member,
  href,
  note,
}: {
  member: MemberRef;
  href?: string | undefined;
  note?: string | undefined;
}) {
  const name = (
    <span class="who-name" safe>
      {member.name}
    </span>
  );
  return (
    <span class="who">
      <Avatar name={member.name} id={member.id} url={member.avatarUrl} />
      {href ? <a href={href}>{name}</a> : name}
      {member.color ? <ColorDot color={member.color} /> : null}
      {note ? (
        <span class="who-note" safe>
          {note}
        </span>
      ) : null}
    </span>
  );
}
