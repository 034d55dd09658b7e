import { z } from 'zod';
import type { WebhookValues } from '../../../../views/dashboard/guild/webhook-form.tsx';
import { textOf } from '../../../http/kit/pages/fields.ts';
import { legible } from '../../../shared/legible.ts';
import type { WebhookInput } from '../model.ts';
import { EVENT_TYPES, NAME_LIMIT } from '../rules.ts';

export const BLANK: WebhookValues = { name: '', url: '', events: [] };

const SENTENCES: Readonly<Record<string, string>> = {
  name: `Write a name of 1 to ${NAME_LIMIT} characters.`,
  url: 'Write an address like https://example.com/hook, without spaces.',
  events: 'Choose at least one.',
};

const schema = z.strictObject({
  name: z.string().overwrite(legible).trim().min(1).max(NAME_LIMIT),
  url: z
    .string()
    .trim()
    .regex(/^[^\s\p{Cc}]+$/u),
  events: z.array(z.enum(EVENT_TYPES)).min(1),
});

export type CheckedWebhook =
  | { readonly input: Omit<WebhookInput, 'isActive'>; readonly errors: null }
  | { readonly input: null; readonly errors: Readonly<Record<string, string>> };

export function typedValues(fields: FormData): WebhookValues {
  return {
    name: textOf(fields.get('name')),
    url: textOf(fields.get('url')),
    events: fields.getAll('events').map(textOf),
  };
}

/** What a form says, or a sentence for each field that is wrong. Whether the address may be used, the service says. */
export function checkWebhook(values: WebhookValues): CheckedWebhook {
  const parsed = schema.safeParse({ ...values, events: [...new Set(values.events)] });
  if (parsed.success) return { input: parsed.data, errors: null };
  const wrong = parsed.error.issues.map(({ path }) => String(path[0]));
  return { input: null, errors: Object.fromEntries(wrong.map((field) => [field, SENTENCES[field] ?? ''])) };
}
