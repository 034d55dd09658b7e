import { z } from 'zod';
import type { NewApiKeyValues } from '../../../../views/dashboard/settings/api-keys.tsx';
import { readForm, wholeField } from '../../../http/kit/pages/form.ts';
import { legible } from '../../../shared/legible.ts';
import { type Scope, scopes } from '../../../shared/scopes.ts';
import type { NewApiKey } from '../model.ts';
import { GUILD_SCOPES, OF_GUILD, RATE } from '../rules.ts';

const DAY = 86_400_000;
const LISTS = ['scopes', 'guildIds'] as const;

export const BLANK: NewApiKeyValues = {
  name: '',
  scopes: ['bytes:read'],
  guildIds: [],
  ratePerMinute: String(RATE.standard),
  expiresOn: '',
};

/** What a guild's form begins with: the longest time, as a day of UTC. */
export function blankOfGuild(now: number): NewApiKeyValues {
  return { ...BLANK, expiresOn: new Date(now + OF_GUILD.lifetime - DAY).toISOString().slice(0, 10) };
}

export type WishedKey =
  | { readonly ok: true; readonly wish: NewApiKey; readonly values: NewApiKeyValues }
  | { readonly ok: false; readonly values: NewApiKeyValues; readonly errors: Readonly<Record<string, string>> };

/** @param guildIds those that a key may be bound to */
export function readWish(fields: FormData, guildIds: ReadonlySet<string>): WishedKey {
  const guild = z.string().refine((id) => guildIds.has(id), 'Choose guilds that the bot is in.');
  const values = asTyped(fields);
  const form = readForm(
    withLists(fields),
    z.strictObject({
      ...common(scopes, RATE.most),
      guildIds: z.array(guild).max(100, 'At most 100 guilds.').default([]),
      expiresOn: day.transform((text) => (text === '' ? null : endOf(text))).refine(isToCome, TO_COME),
    }),
  );
  if (!form.ok) return { ok: false, values, errors: byField(form.errors) };
  const { expiresOn, guildIds: bound, ...wish } = form.value;
  return { ok: true, values, wish: { ...wish, guildIds: bound.length > 0 ? bound : null, expiresAt: expiresOn } };
}

/** A key of one guild, made by its managers. */
export function readGuildWish(fields: FormData, guildId: string): WishedKey {
  const values = asTyped(fields);
  const form = readForm(
    withLists(fields),
    z.strictObject({
      ...common(GUILD_SCOPES, OF_GUILD.ratePerMinute),
      expiresOn: day
        .refine((text) => text !== '', { error: 'Say until when it works.', abort: true })
        .transform(endOf)
        .refine(isToCome, TO_COME)
        .refine((end) => end <= Date.now() + OF_GUILD.lifetime, 'Choose a day within a year.'),
    }),
  );
  if (!form.ok) return { ok: false, values, errors: byField(form.errors) };
  const { expiresOn, ...wish } = form.value;
  return { ok: true, values, wish: { ...wish, guildIds: [guildId], expiresAt: expiresOn } };
}

const TO_COME = 'Choose a day that is to come.';

const day = z
  .string()
  .refine((text) => text === '' || isDay(text), { error: 'Write a day as YYYY-MM-DD.', abort: true });

function common(allowed: readonly Scope[], mostPerMinute: number) {
  return {
    name: z.string().overwrite(legible).trim().min(1, 'Say what the key is for.').max(80, 'At most 80 characters.'),
    scopes: z.array(z.enum(allowed, 'Choose from this list.'), 'Choose at least one.'),
    ratePerMinute: wholeField(RATE.least, mostPerMinute),
  };
}

function isToCome(end: number | null): boolean {
  return end === null || end > Date.now();
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
