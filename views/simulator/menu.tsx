import { ApplicationCommandType, PermissionFlagsBits } from 'discord-api-types/v10';
import { menuCommands } from '../../src/simulator/page/commands.ts';
import { blocked, type NativeAction, nativeActions } from '../../src/simulator/page/rights.ts';
import type { Person, Scene } from '../../src/simulator/page/scene.ts';
import type { SimulatedMessage } from '../../src/simulator/types.ts';
import { Icon, type IconName } from '../layouts/icons.tsx';

/** What can be done with a message. */
export function MessageMenu({ message, scene }: { message: SimulatedMessage; scene: Scene }) {
  const own = message.author.id === scene.me.id;
  const mayDelete = own || (scene.permissions & PermissionFlagsBits.ManageMessages) !== 0n;
  const apps = menuCommands(scene, ApplicationCommandType.Message);
  return (
    <ul role="menu" class="menu-list" aria-label="Message">
      {blocked(scene) ? null : (
        <Item
          icon="reply"
          label="Reply"
          data={{ 'data-reply': message.id, 'data-author': scene.person(message.author).name }}
        />
      )}
      {own ? (
        <Item icon="edit" label="Edit message" data={{ 'data-edit': message.id, 'data-text': message.content }} />
      ) : null}
      <Item icon="copy" label="Copy text" data={{ 'data-copy': message.content }} />
      <Item icon="copy" label="Copy message id" data={{ 'data-copy': message.id }} />
      <Apps names={apps} target={message.id} />
      {mayDelete ? <Item icon="trash" label="Delete message" danger data={{ 'data-delete': message.id }} /> : null}
    </ul>
  );
}

/** What can be done with a member: the bot's menu commands, and Discord's own moderation. */
export function MemberMenu({ person, scene }: { person: Person; scene: Scene }) {
  const actions = person.member ? nativeActions(scene, person.member) : [];
  const apps = person.member ? menuCommands(scene, ApplicationCommandType.User) : [];
  const actsAs = !person.bot && !person.you && person.member;
  return (
    <ul role="menu" class="menu-list" aria-label={person.name}>
      <Item icon="copy" label="Copy user id" data={{ 'data-copy': person.id }} />
      {person.member ? <Item icon="chat" label="Mention" data={{ 'data-mention': person.username }} /> : null}
      {actsAs ? <Item icon="people" label={`Act as ${person.name}`} data={{ 'data-act-as': person.username }} /> : null}
      <Apps names={apps} target={person.id} />
      {actions.map((action) => (
        <Item
          icon={NATIVE[action].icon}
          label={`${NATIVE[action].label} ${person.name}`}
          danger={action !== 'untimeout'}
          data={{ 'data-moderate': action, 'data-id': person.id }}
        />
      ))}
    </ul>
  );
}

const NATIVE = {
  timeout: { label: 'Time out', icon: 'hourglass' },
  untimeout: { label: 'End the timeout of', icon: 'hourglass' },
  kick: { label: 'Kick', icon: 'exit' },
  ban: { label: 'Ban', icon: 'gavel' },
} as const satisfies Record<NativeAction, { label: string; icon: IconName }>;

function Apps({ names, target }: { names: string[]; target: string }) {
  if (names.length === 0) return null;
  return (
    <>
      <li role="separator" class="menu-title">
        Apps
      </li>
      {names.map((name) => (
        <Item icon="bolt" label={name} data={{ 'data-menu-command': name, 'data-id': target }} />
      ))}
      <li role="separator" />
    </>
  );
}

interface ItemProps {
  icon: IconName;
  label: string;
  danger?: boolean;
  data: Readonly<Record<`data-${string}`, string>>;
}

function Item({ icon, label, danger = false, data }: ItemProps) {
  return (
    <li role="none">
      <button type="button" role="menuitem" class={['menu-item', danger && 'danger']} {...data}>
        <Icon name={icon} size={16} />
        <span safe>{label}</span>
      </button>
    </li>
  );
}
