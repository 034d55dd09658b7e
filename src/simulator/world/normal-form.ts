import { type APIEmbed, type APIMessageTopLevelComponent, ComponentType, EmbedType } from 'discord-api-types/v10';

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

/** Components as Discord keeps them: each numbered in reading order, unless it brought a number; selects say how many may be picked. */
export function componentsForm(components: readonly APIMessageTopLevelComponent[]): APIMessageTopLevelComponent[] {
  let next = 1;
  const number = (part: unknown): unknown => {
    if (Array.isArray(part)) return part.map(number);
    if (typeof part !== 'object' || part === null) return part;
    if (!('type' in part)) return { ...part, ...nested(part, number) };
    const id = 'id' in part && part.id ? part.id : next++;
    return { ...defaultsOf(part.type), ...part, id, ...nested(part, number) };
  };
  return withoutNulls(components).map((component) => number(component) as APIMessageTopLevelComponent);
}

const SELECTS: readonly unknown[] = [
  ComponentType.StringSelect,
  ComponentType.UserSelect,
  ComponentType.RoleSelect,
  ComponentType.MentionableSelect,
  ComponentType.ChannelSelect,
];

function defaultsOf(type: unknown): object {
  return SELECTS.includes(type) ? { min_values: 1, max_values: 1 } : {};
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
