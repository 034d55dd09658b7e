import { z } from 'zod';
import type { NewApiKeyValues } from '../../../../views/dashboard/settings/api-keys.tsx';
import { readForm, wholeField } from '../../../http/kit/pages/form.ts';
import { legible } from '../../../shared/legible.ts';
import { scopes } from '../../../shared/scopes.ts';
import type { NewApiKey } from '../model.ts';
import { RATE } from '../rules.ts';

const DAY = 86_400_000;
const LISTS = ['scopes', 'guildIds'] as const;

export const BLANK: NewApiKeyValues = {
  name: '',
  scopes: ['bytes:read'],
  guildIds: [],
  ratePerMinute: String(RATE.standard),
  expiresOn: '',
};

export type WishedKey =
  | { readonly ok: true; readonly wish: NewApiKey; readonly values: NewApiKeyValues }
  | { readonly ok: false; readonly values: NewApiKeyValues; readonly errors: Readonly<Record<string, string>> };

/** @param guildIds those that a key may be bound to */
export function readWish(fields: FormData, guildIds: ReadonlySet<string>): WishedKey {
  const values = asTyped(fields);
  const form = readForm(withLists(fields), schemaFor(guildIds));
  if (!form.ok) return { ok: false, values, errors: byField(form.errors) };
  const { expiresOn, guildIds: bound, ...wish } = form.value;
  return { ok: true, values, wish: { ...wish, guildIds: bound.length > 0 ? bound : null, expiresAt: expiresOn } };
}

function schemaFor(guildIds: ReadonlySet<string>) {
  const guild = z.string().refine((id) => guildIds.has(id), 'Choose guilds that the bot is in.');
  return z.strictObject({
    name: z.string().overwrite(legible).trim().min(1, 'Say what the key is for.').max(80, 'At most 80 characters.'),
    scopes: z.array(z.enum(scopes, 'Choose from this list.'), 'Choose at least one.'),
    guildIds: z.array(guild).max(100, 'At most 100 guilds.').default([]),
    ratePerMinute: wholeField(RATE.least, RATE.most),
    expiresOn: z
      .string()
      .refine((day) => day === '' || isDay(day), { error: 'Write a day as YYYY-MM-DD.', abort: true })
      .transform((day) => (day === '' ? null : endOf(day)))
      .refine((end) => end === null || end > Date.now(), 'Choose a day that is to come.'),
  });
}

function isDay(text: string): boolean {
  return z.iso.date().safeParse(text).success;
}

/** The day counts as a whole, in UTC. */
function endOf(day: string): number {
  return Date.parse(day) + DAY;
}

/** Checkboxes send their name once each. */
function withLists(fields: FormData): FormData {
  const listed = new FormData();
  for (const [name, value] of fields) {
    listed.append(LISTS.some((list) => list === name) ? `${name}[]` : name, value);
  }
  return listed;
}

function asTyped(fields: FormData): NewApiKeyValues {
  const text = (name: string) => String(fields.get(name) ?? '');
  const list = (name: (typeof LISTS)[number]) => [...fields.getAll(name), ...fields.getAll(`${name}[]`)].map(String);
  return {
    name: text('name'),
    scopes: list('scopes'),
    guildIds: list('guildIds'),
    ratePerMinute: text('ratePerMinute'),
    expiresOn: text('expiresOn'),
  };
}

/** One sentence a field; what is wrong with one choice is said of the list. */
function byField(errors: Readonly<Record<string, readonly string[]>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(errors).map(([path, [message = '']]) => [path.split('.')[0] ?? '', sentence(message)]),
  );
}

function sentence(message: string): string {
  return `${message.charAt(0).toUpperCase()}${message.slice(1)}${message.endsWith('.') ? '' : '.'}`;
}
