import {
  type APIMessageTopLevelComponent,
  type APIModalInteractionResponseCallbackData,
  ButtonStyle,
  type ComponentType,
  InteractionType,
} from 'discord-api-types/v10';
import type { Snowflake } from '../../shared/ids.ts';
import type { Interaction } from '../interactions/interaction.ts';
import type { Interactions } from '../interactions/interactions.ts';
import type { World } from '../world/world.ts';
import { type FieldValues, readFields } from './modals.ts';
import { createResolver, type Resolved, type Resolver } from './resolved.ts';
import { type Denial, deny, findMessage, isDenial, lacks, type Scene } from './scene.ts';
import { isSelect, readChoices, type Select } from './selects.ts';

export interface Pressing {
  as: string;
  /** The message's id. */
  message: Snowflake;
  customId: string;
  /** What was chosen in a select: option values, names or ids. */
  values?: readonly string[] | undefined;
}

export interface Submitting {
  as: string;
  customId: string;
  /** By the `custom_id` of each field. */
  fields: FieldValues;
}

interface Pressable {
  type: ComponentType;
  id?: number;
  custom_id?: string;
  disabled?: boolean;
  style?: ButtonStyle;
}

/** Buttons, selects and forms, as a member uses them. */
export function createComponentUse(world: World, interactions: Interactions) {
  function press({ as, message: messageId, customId, values = [] }: Pressing): Interaction | Denial {
    const scene = findMessage(world, as, messageId);
    if (isDenial(scene)) return scene;
    const component = findComponent(scene.message.components ?? [], customId);
    if (!component) return deny('unknown_component', `That message has no component "${customId}".`);
    const data = unusable(world, scene, component) ?? pressData(component, values, createResolver(world, scene));
    if (isDenial(data)) return data;
    const { message } = scene;
    return interactions.start({
      ...place(scene),
      type: InteractionType.MessageComponent,
      name: customId,
      data,
      message,
    });
  }

  function submit({ as, customId, fields }: Submitting): Interaction | Denial {
    const user = world.findUser(as.replace(/^@/, '')) ?? world.findMember(as)?.user;
    if (!user) return deny('unknown_member', `There is no member "${as}".`);
    const open = interactions.openModal(user.id, customId);
    if (!open) return deny('unknown_modal', `${user.username} has no open form "${customId}".`);
    const data = formData(world, open.interaction, open.modal, fields);
    if (isDenial(data)) return data;
    interactions.closeModal(user.id, customId);
    const { channelId, guildId, message } = open.interaction;
    return interactions.start({
      type: InteractionType.ModalSubmit,
      userId: user.id,
      channelId,
      guildId,
      name: customId,
      data,
      message,
    });
  }

  return { press, submit };
}

function pressData(component: Pressable | Select, values: readonly string[], resolver: Resolver): object | Denial {
  const { custom_id, type: component_type, id = 0 } = component;
  if (!isSelect(component)) return { custom_id, component_type, id };
  const chosen = readChoices(component, values, resolver);
  return isDenial(chosen) ? chosen : { custom_id, component_type, id, values: chosen, ...resolvedPart(resolver) };
}

function resolvedPart({ resolved }: Resolver): { resolved?: Resolved } {
  return Object.keys(resolved).length > 0 ? { resolved } : {};
}

function place({ user, channelId, actor }: Scene): Pick<Interaction, 'userId' | 'channelId' | 'guildId'> {
  return { userId: user.id, channelId, guildId: actor?.place.guild.id ?? null };
}

/** Looks into rows, sections and containers. */
function findComponent(
  components: readonly APIMessageTopLevelComponent[],
  customId: string,
): Pressable | Select | undefined {
  const waiting: unknown[] = [...components];
  while (waiting.length > 0) {
    const component = waiting.shift() as Pressable & { components?: unknown[]; accessory?: unknown };
    if (component.custom_id === customId) return component;
    waiting.push(...(component.components ?? []), ...(component.accessory ? [component.accessory] : []));
  }
  return undefined;
}

function unusable(world: World, scene: Scene, component: Pressable | Select): Denial | null {
  if (component.disabled) return deny('not_possible', 'That component is disabled.');
  if ('style' in component && component.style === ButtonStyle.Link)
    return deny('not_possible', 'That button is a link.');
  return lacks(world, scene, []);
}

function formData(
  world: World,
  { userId, channelId, guildId }: Interaction,
  modal: APIModalInteractionResponseCallbackData,
  fields: FieldValues,
): object | Denial {
  const member = guildId ? world.member(guildId, userId) : undefined;
  const guild = guildId ? world.guild(guildId) : undefined;
  const user = world.state.users[userId];
  if (!user) return deny('unknown_member', 'That account is gone.');
  const actor = guild && member ? { place: guild, member } : null;
  const resolver = createResolver(world, { user, channelId, actor, channel: world.channel(channelId) ?? null });
  const components = readFields(modal.components, fields, resolver);
  if (isDenial(components)) return components;
  return { custom_id: modal.custom_id, components, ...resolvedPart(resolver) };
}
