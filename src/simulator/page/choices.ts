import type { PickerChoice } from '../../../views/simulator/command.tsx';
import { invocations } from './commands.ts';
import { type Person, rolesOf, type Scene } from './scene.ts';
import type { PageSource } from './source.ts';
import { hex } from './words.ts';

/** How many choices a list shows, as many as Discord does. */
const MOST = 25;

export interface ChoiceQuestion {
  /** `user`, `role`, `channel`, `mentionable`, `boolean`, `choices` or `autocomplete`. */
  kind: string;
  typed: string;
  command: string;
  option: string;
  /** What the other options hold, for autocomplete. */
  values: Record<string, string>;
}

/** What an option can be filled with, given what was typed so far. */
export async function choicesFor(source: PageSource, scene: Scene, question: ChoiceQuestion): Promise<PickerChoice[]> {
  if (question.kind === 'autocomplete') return suggested(source, scene, question);
  const typed = question.typed.replace(/^[@#]/, '').toLowerCase();
  return offered(scene, question)
    .map((choice) => ({ choice, rank: rank(choice, typed) }))
    .filter(({ rank }) => rank < 3)
    .sort((a, b) => a.rank - b.rank)
    .slice(0, MOST)
    .map(({ choice }) => choice);
}

/** What begins with the text comes first, then words that do, then what holds it anywhere. */
function rank({ label, note }: PickerChoice, typed: string): number {
  const text = `${label.replace(/^[@#]/, '')} ${note ?? ''}`.toLowerCase();
  if (text.startsWith(typed)) return 0;
  if (text.includes(` ${typed}`) || text.includes(`@${typed}`)) return 1;
  return text.includes(typed) ? 2 : 3;
}

function offered(scene: Scene, { kind, command, option }: ChoiceQuestion): PickerChoice[] {
  switch (kind) {
    case 'user':
      return people(scene);
    case 'role':
      return roles(scene);
    case 'mentionable':
      return [...people(scene), ...roles(scene)];
    case 'channel':
      return scene.places.filter(({ channel }) => channel).map(({ id, name }) => ({ value: id, label: `#${name}` }));
    case 'boolean':
      return [
        { value: 'true', label: 'True' },
        { value: 'false', label: 'False' },
      ];
    default:
      return fixed(scene, command, option);
  }
}

function people(scene: Scene): PickerChoice[] {
  return scene.guild.members.map(({ user }) => personChoice(scene, scene.person(user.id)));
}

function personChoice(scene: Scene, { id, name, username, avatar, color, bot, member }: Person): PickerChoice {
  const role = member ? rolesOf(scene.guild, member)[0]?.name : undefined;
  return {
    value: id,
    name: username,
    label: `@${name}`,
    note: [username, bot ? 'bot' : role].filter(Boolean).join(' · '),
    avatar,
    color,
  };
}

function roles({ guild: { guild } }: Scene): PickerChoice[] {
  return guild.roles
    .filter(({ id }) => id !== guild.id)
    .map(({ id, name, color }) => ({ value: id, label: `@${name}`, note: 'role', color: hex(color) }));
}

function fixed(scene: Scene, command: string, name: string): PickerChoice[] {
  const option = invocations(scene)
    .find((each) => each.name === command)
    ?.options.find((each) => each.name === name);
  const choices = option && 'choices' in option ? (option.choices ?? []) : [];
  return choices.map((choice) => ({ value: String(choice.value), label: choice.name }));
}

/** Asks the bot. */
async function suggested(source: PageSource, scene: Scene, question: ChoiceQuestion): Promise<PickerChoice[]> {
  const body = {
    as: scene.me.id,
    channel: scene.place.id,
    name: question.command,
    option: question.option,
    options: { ...question.values, [question.option]: question.typed },
  };
  const request = new Request('http://localhost/simulator/api/autocomplete', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  const response = await source.control.handle(request);
  if (!response.ok) return [];
  return readChoices(await response.json());
}

function readChoices(answer: unknown): PickerChoice[] {
  const choices = typeof answer === 'object' && answer !== null ? Reflect.get(answer, 'choices') : null;
  if (!Array.isArray(choices)) return [];
  return choices.map((choice: { name: string; value: string | number }) => ({
    value: String(choice.value),
    label: choice.name,
  }));
}
