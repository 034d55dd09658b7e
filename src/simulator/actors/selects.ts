import { type APISelectMenuComponent, ComponentType } from 'discord-api-types/v10';
import type { Resolver } from './resolved.ts';
import { type Denial, deny, isDenial } from './scene.ts';

export type Select = APISelectMenuComponent;

const SELECTS: readonly ComponentType[] = [
  ComponentType.StringSelect,
  ComponentType.UserSelect,
  ComponentType.RoleSelect,
  ComponentType.MentionableSelect,
  ComponentType.ChannelSelect,
];

export function isSelect(component: { type: ComponentType }): component is Select {
  return SELECTS.includes(component.type);
}

/** Checks what was chosen; members, roles and channels may be given by name. */
export function readChoices(select: Select, values: readonly string[], resolver: Resolver): string[] | Denial {
  const least = select.min_values ?? 1;
  const most = select.max_values ?? 1;
  if (values.length < least || values.length > most) {
    const wanted = least === most ? `exactly ${least}` : `${least} to ${most}`;
    return deny('invalid_input', `Choose ${wanted} of "${select.custom_id}"; ${values.length} chosen.`);
  }
  const chosen: string[] = [];
  for (const value of values) {
    const id = readChoice(select, value, resolver);
    if (isDenial(id)) return id;
    chosen.push(id);
  }
  return chosen;
}

function readChoice(select: Select, value: string, resolver: Resolver): string | Denial {
  const id = choiceId(select, value, resolver);
  return id ?? deny('invalid_input', `"${value}" can't be chosen in "${select.custom_id}".`);
}

function choiceId(select: Select, value: string, resolver: Resolver): string | null {
  switch (select.type) {
    case ComponentType.StringSelect:
      return select.options.some((option) => option.value === value) ? value : null;
    case ComponentType.UserSelect:
      return resolver.user(value);
    case ComponentType.RoleSelect:
      return resolver.role(value);
    case ComponentType.MentionableSelect:
      return resolver.role(value) ?? resolver.user(value);
    case ComponentType.ChannelSelect:
      return resolver.channel(value, select.channel_types);
  }
}
