import { type APIEmbed, type APIMessageTopLevelComponent, EmbedType } from 'discord-api-types/v10';

/** An embed as Discord keeps it: nothing that is null, every field's `inline` said. */
export function embedForm(embed: APIEmbed): APIEmbed {
  const { timestamp, fields, ...rest } = withoutNulls(embed);
  return {
    ...rest,
    type: EmbedType.Rich,
    ...(timestamp ? { timestamp: new Date(timestamp).toISOString() } : {}),
    ...(fields ? { fields: fields.map((field) => ({ ...field, inline: field.inline ?? false })) } : {}),
  };
}

/** Components as Discord keeps them: each numbered in reading order, unless it brought a number. */
export function componentsForm(components: readonly APIMessageTopLevelComponent[]): APIMessageTopLevelComponent[] {
  let next = 1;
  const number = (part: unknown): unknown => {
    if (Array.isArray(part)) return part.map(number);
    if (typeof part !== 'object' || part === null) return part;
    const own = 'type' in part ? { id: 'id' in part && part.id ? part.id : next++ } : {};
    return { ...part, ...own, ...nested(part, number) };
  };
  return withoutNulls(components).map((component) => number(component) as APIMessageTopLevelComponent);
}

/** Where components hold components. */
const HOLDERS = ['components', 'component', 'accessory'] as const;

function nested(part: object, number: (inner: unknown) => unknown): object {
  return Object.fromEntries(
    Object.entries(part).flatMap(([key, value]) => (isHolder(key) ? [[key, number(value)]] : [])),
  );
}

function isHolder(key: string): boolean {
  return (HOLDERS as readonly string[]).includes(key);
}

/** A copy in which no field is null, at any depth. */
export function withoutNulls<T>(value: T): T {
  return JSON.parse(JSON.stringify(value, (_key, part: unknown) => (part === null ? undefined : part))) as T;
}
