import type { Change } from '../../../../views/ui/diff.tsx';
import type { Snowflake } from '../../../shared/ids.ts';
import type { Issue } from '../../../shared/issues.ts';
import { legible } from '../../../shared/legible.ts';
import { type Difference, inWords } from '../rules/differences.ts';
import type { HistoryWebDeps } from './parts.ts';

/** Says the names of roles and channels instead of their ids; what is gone keeps its id. */
export type Namer = (text: string) => string;

const ID = /(?<!\d)\d{17,20}(?!\d)/g;

export async function namerOf({ discord }: Pick<HistoryWebDeps, 'discord'>, guildId: Snowflake): Promise<Namer> {
  const [roles, channels] = await Promise.all([discord.roles(guildId), discord.channels(guildId)]);
  const names = new Map<string, string>();
  for (const { id, name } of typeof roles === 'string' ? [] : roles) names.set(id, `@${name}`);
  for (const { id, name } of typeof channels === 'string' ? [] : channels) names.set(id, `#${name}`);
  const named = (line: string) => legible(line.replace(ID, (id) => names.get(id) ?? id));
  return (text) => text.split('\n').map(named).join('\n');
}

export function changesOf(differences: readonly Difference[], named: Namer): Change[] {
  const side = (words: string | null) => (words === null ? null : named(words));
  return differences.map(({ label, before, after, words }) => ({
    field: named(label),
    before: side(words ? words.before : inWords(before)),
    after: side(words ? words.after : inWords(after)),
  }));
}

/** `features.economy.dailyAmount must be …` */
export function sentenceOf({ path, message }: Issue): string {
  const whole = path === '' ? `The file ${message}` : `${path}: ${message}`;
  return /[.!?]$/.test(whole) ? whole : `${whole}.`;
}
