import {
  type APIButtonComponent,
  type APIMessageComponent,
  type APIMessageTopLevelComponent,
  type APISelectMenuComponent,
  type APIStringSelectComponent,
  ButtonStyle,
  ComponentType,
} from 'discord-api-types/v10';
import type { Scene } from '../../src/simulator/page/scene.ts';
import type { SimulatedMessage } from '../../src/simulator/types.ts';
import { Icon } from '../layouts/icons.tsx';

/** The rows of buttons and selects below a message. */
export function Components({ message, scene }: { message: SimulatedMessage; scene: Scene }) {
  return (
    <>
      {(message.components ?? []).filter(isRow).map((row) => (
        <div class="component-row">
          {row.components.map((each) => (
            <Component each={each} message={message} scene={scene} />
          ))}
        </div>
      ))}
    </>
  );
}

type Row = Extract<APIMessageTopLevelComponent, { type: ComponentType.ActionRow }>;

function isRow(component: APIMessageTopLevelComponent): component is Row {
  return component.type === ComponentType.ActionRow;
}

interface ComponentProps<T = APIMessageComponent> {
  each: T;
  message: SimulatedMessage;
  scene: Scene;
}

function Component({ each, message, scene }: ComponentProps): JSX.Element {
  switch (each.type) {
    case ComponentType.Button:
      return <Button each={each} message={message} scene={scene} />;
    case ComponentType.StringSelect:
    case ComponentType.UserSelect:
    case ComponentType.RoleSelect:
    case ComponentType.MentionableSelect:
    case ComponentType.ChannelSelect:
      return <Select each={each} message={message} scene={scene} />;
    default:
      return <span class="muted">This component is not shown here.</span>;
  }
}

const STYLES: Readonly<Record<number, string>> = {
  [ButtonStyle.Primary]: 'primary',
  [ButtonStyle.Secondary]: 'secondary',
  [ButtonStyle.Success]: 'success',
  [ButtonStyle.Danger]: 'danger',
};

function Button({ each, message }: ComponentProps<APIButtonComponent>) {
  const face = [emojiOf(each), 'label' in each ? each.label : ''].filter(Boolean).join(' ');
  if (each.style === ButtonStyle.Link) {
    return (
      <a class="btn btn-link" href={webAddress(each.url)} target="_blank" rel="noopener noreferrer">
        <span safe>{face}</span>
        <Icon name="external" size={14} />
      </a>
    );
  }
  if (!('custom_id' in each)) return <span class="muted">This button is not shown here.</span>;
  return (
    <button
      type="button"
      class={`btn btn-${STYLES[each.style] ?? 'secondary'}`}
      data-press={each.custom_id}
      data-message={message.id}
      disabled={each.disabled === true}
      safe
    >
      {face}
    </button>
  );
}

function emojiOf(button: APIButtonComponent): string {
  return 'emoji' in button ? (button.emoji?.name ?? '') : '';
}

function webAddress(url: string): string {
  return /^https?:\/\//.test(url) ? url : '#';
}

interface Choice {
  value: string;
  label: string;
  chosen: boolean;
}

function Select({ each, message, scene }: ComponentProps<APISelectMenuComponent>) {
  const many = (each.max_values ?? 1) > 1;
  const choices = choicesOf(each, scene);
  const prompt = each.placeholder ?? (many ? `Choose up to ${each.max_values}` : 'Make a choice');
  return (
    <span class="select-wrap">
      <select
        class="select"
        aria-label={prompt}
        data-select={each.custom_id}
        data-message={message.id}
        disabled={each.disabled === true}
        multiple={many ? 'multiple' : undefined}
        size={many ? String(Math.min(6, choices.length)) : undefined}
      >
        {many ? null : (
          <option value="" disabled selected={!choices.some(({ chosen }) => chosen)} safe>
            {prompt}
          </option>
        )}
        {choices.map(({ value, label, chosen }) => (
          <option value={value} selected={chosen} safe>
            {label}
          </option>
        ))}
      </select>
      {many ? (
        <button type="button" class="btn btn-secondary" data-select-done disabled={each.disabled === true}>
          Done
        </button>
      ) : null}
    </span>
  );
}

function choicesOf(each: APISelectMenuComponent, scene: Scene): Choice[] {
  switch (each.type) {
    case ComponentType.StringSelect:
      return each.options.map(stringChoice);
    case ComponentType.UserSelect:
      return userChoices(scene);
    case ComponentType.RoleSelect:
      return roleChoices(scene);
    case ComponentType.MentionableSelect:
      return [...userChoices(scene), ...roleChoices(scene)];
    case ComponentType.ChannelSelect:
      return scene.places.map(({ id, name }) => ({ value: id, label: `#${name}`, chosen: false }));
  }
}

function stringChoice(option: APIStringSelectComponent['options'][number]): Choice {
  const label = option.description ? `${option.label} — ${option.description}` : option.label;
  return { value: option.value, label, chosen: option.default === true };
}

function userChoices(scene: Scene): Choice[] {
  return scene.guild.members.map(({ user }) => ({
    value: user.id,
    label: `@${scene.person(user.id).name}`,
    chosen: false,
  }));
}

function roleChoices({ guild: { guild } }: Scene): Choice[] {
  return guild.roles
    .filter(({ id }) => id !== guild.id)
    .map(({ id, name }) => ({ value: id, label: `@${name}`, chosen: false }));
}
