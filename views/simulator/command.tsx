import { type APIApplicationCommandBasicOption, ApplicationCommandOptionType as Type } from 'discord-api-types/v10';
import type { Invocation } from '../../src/simulator/page/commands.ts';
import { Icon } from '../layouts/icons.tsx';

/** The list that opens on `/`; the page's script filters it. */
export function Palette({ commands, bot }: { commands: Invocation[]; bot: string }) {
  if (commands.length === 0) {
    return (
      <p class="empty-line" safe>
        {`${bot} has no commands here yet. It registers them when it starts.`}
      </p>
    );
  }
  return (
    <ul role="listbox" id="palette-list" aria-label="Commands">
      {commands.map(({ name, description }) => (
        <li
          role="option"
          id={`cmd-${name.replaceAll(' ', '-')}`}
          class="option-row"
          data-command={name}
          aria-selected="false"
        >
          <Icon name="slash" size={18} />
          <span class="option-main">
            <span class="option-name" safe>{`/${name}`}</span>
            <span class="option-note" safe>
              {description}
            </span>
          </span>
          <span class="option-side" safe>
            {bot}
          </span>
        </li>
      ))}
    </ul>
  );
}

/** The chosen command with a labelled chip for every option. */
export function CommandForm({ command }: { command: Invocation }) {
  return (
    <form id="command-form" class="command-form" data-command={command.name} autocomplete="off" novalidate>
      <span class="command-name" safe>{`/${command.name}`}</span>
      {command.options.map((option) => (
        <Chip option={option} />
      ))}
      <span class="command-buttons">
        <button type="submit" class="btn btn-primary btn-small">
          Send
        </button>
        <button type="button" class="icon-btn" data-cancel-command aria-label="Cancel the command">
          <Icon name="close" size={18} />
        </button>
      </span>
      <p class="command-hint" id="command-hint" role="status" safe>
        {command.options.length === 0 ? `${command.description} Press Enter to run it.` : command.description}
      </p>
    </form>
  );
}

const PICKED: Readonly<Partial<Record<Type, string>>> = {
  [Type.User]: 'user',
  [Type.Role]: 'role',
  [Type.Channel]: 'channel',
  [Type.Mentionable]: 'mentionable',
  [Type.Boolean]: 'boolean',
};

/** How a chip is filled: picked from a list (`user`, `choices`…) or typed. */
function pickerKind(option: APIApplicationCommandBasicOption): string | undefined {
  if ('autocomplete' in option && option.autocomplete) return 'autocomplete';
  if ('choices' in option && option.choices?.length) return 'choices';
  return PICKED[option.type];
}

const COMBOBOX = { role: 'combobox', 'aria-controls': 'picker', 'aria-expanded': 'false' } as const;

function Chip({ option }: { option: APIApplicationCommandBasicOption }) {
  const kind = pickerKind(option);
  const number = option.type === Type.Integer || option.type === Type.Number;
  const id = `option-${option.name}`;
  return (
    <span class={['chip', !option.required && 'optional']} title={option.description}>
      <label for={id} safe>
        {option.name}
      </label>
      <input
        id={id}
        name={option.name}
        type="text"
        required={option.required === true}
        placeholder={option.required ? placeholder(option) : 'optional'}
        inputmode={number ? 'numeric' : undefined}
        data-type={String(option.type)}
        data-picker={kind}
        data-description={option.description}
        data-min={bound(option, 'min_value') ?? bound(option, 'min_length')}
        data-max={bound(option, 'max_value') ?? bound(option, 'max_length')}
        aria-describedby="command-hint"
        {...(kind ? COMBOBOX : {})}
      />
    </span>
  );
}

function bound(option: object, key: string): string | undefined {
  const value: unknown = Reflect.get(option, key);
  return typeof value === 'number' ? String(value) : undefined;
}

function placeholder(option: APIApplicationCommandBasicOption): string {
  switch (option.type) {
    case Type.User:
      return '@somebody';
    case Type.Role:
      return '@role';
    case Type.Channel:
      return '#channel';
    case Type.Integer:
      return '42';
    case Type.Number:
      return '4.2';
    default:
      return '…';
  }
}

export interface PickerChoice {
  value: string;
  label: string;
  note?: string;
  /** What a mention in a message is written with, after the sign. */
  name?: string;
  avatar?: string;
  color?: string | null;
}

/** What an option can be filled with. */
export function PickerList({ choices, label }: { choices: PickerChoice[]; label: string }) {
  if (choices.length === 0) return <p class="empty-line">Nothing matches.</p>;
  return (
    <ul role="listbox" aria-label={label}>
      {choices.map((choice, index) => (
        <li
          role="option"
          id={`choice-${index}`}
          class="option-row"
          data-value={choice.value}
          data-label={choice.label}
          data-name={choice.name}
          aria-selected={index === 0 ? 'true' : 'false'}
        >
          {choice.avatar ? <img class="avatar" src={choice.avatar} alt="" width="24" height="24" /> : null}
          <span class="option-name" data-color={choice.color ?? undefined} safe>
            {choice.label}
          </span>
          {choice.note ? (
            <span class="option-note" safe>
              {choice.note}
            </span>
          ) : null}
        </li>
      ))}
    </ul>
  );
}
