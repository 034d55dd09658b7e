import type { APIEmbed, APIEmbedField } from 'discord.js';

/** The colour bar says what kind of message it is. */
export const colours = { info: 0x3b82f6, success: 0x22c55e, warning: 0xf59e0b, error: 0xef4444 } as const;

/** Discord's limits, in characters unless said otherwise. */
export const embedLimits = {
  title: 256,
  description: 4096,
  fields: 25,
  fieldName: 256,
  fieldValue: 1024,
  footer: 2048,
  author: 256,
  total: 6000,
} as const;

export interface EmbedExtras {
  /** For figures only; at most two beside each other read well on a phone. */
  readonly fields?: readonly APIEmbedField[];
  /** The next step, or a code. */
  readonly footer?: string;
  /** Instead of the colour of the kind: a squad's role colour. */
  readonly color?: number;
  readonly author?: { readonly name: string; readonly icon?: string };
  /** Address of a small picture at the right. */
  readonly thumbnail?: string;
  /** Epoch milliseconds. */
  readonly timestamp?: number;
}

type EmbedBuilder = (title: string, description: string, extras?: EmbedExtras) => APIEmbed;

/** Builds an embed of its kind. Whatever is too long for Discord is cut with an ellipsis; nothing ever throws. */
export const info: EmbedBuilder = (title, description, extras) => embed(colours.info, title, description, extras);
export const success: EmbedBuilder = (title, description, extras) => embed(colours.success, title, description, extras);
export const warning: EmbedBuilder = (title, description, extras) => embed(colours.warning, title, description, extras);
export const error: EmbedBuilder = (title, description, extras) => embed(colours.error, title, description, extras);

function embed(color: number, title: string, description: string, extras: EmbedExtras = {}): APIEmbed {
  const budget = createBudget(embedLimits.total);
  const fixed = {
    title: budget.take(title, embedLimits.title),
    author: budget.take(extras.author?.name ?? '', embedLimits.author),
    footer: budget.take(extras.footer ?? '', embedLimits.footer),
  };
  const body = budget.take(description, embedLimits.description);
  const fields = fit(extras.fields ?? [], budget);
  return {
    color: extras.color ?? color,
    ...(fixed.title && { title: fixed.title }),
    ...(body && { description: body }),
    ...(fields.length > 0 && { fields }),
    ...(fixed.footer && { footer: { text: fixed.footer } }),
    ...(fixed.author && {
      author: { name: fixed.author, ...(extras.author?.icon !== undefined && { icon_url: extras.author.icon }) },
    }),
    ...(extras.thumbnail !== undefined && { thumbnail: { url: extras.thumbnail } }),
    ...(extras.timestamp !== undefined && { timestamp: new Date(extras.timestamp).toISOString() }),
  };
}

interface Budget {
  /** Cuts a text to its own limit and to what is left of the whole, and counts it. */
  take(text: string, limit: number): string;
  readonly left: number;
}

function createBudget(total: number): Budget {
  let left = total;
  return {
    get left() {
      return left;
    },
    take(text, limit) {
      const taken = cut(text, Math.min(limit, left));
      left -= taken.length;
      return taken;
    },
  };
}

/** Discord refuses a field without a name or a value; a zero-width space passes. */
const BLANK = '\u200b';

function fit(fields: readonly APIEmbedField[], budget: Budget): APIEmbedField[] {
  const fitting: APIEmbedField[] = [];
  for (const field of fields.slice(0, embedLimits.fields)) {
    if (budget.left < 2) break;
    const name = budget.take(field.name.trim() || BLANK, Math.min(embedLimits.fieldName, budget.left - 1));
    const value = budget.take(field.value.trim() || BLANK, embedLimits.fieldValue);
    fitting.push({ name, value, ...(field.inline !== undefined && { inline: field.inline }) });
  }
  return fitting;
}

/** At most `limit` UTF-16 units, ending in `…` where something was cut; never half a character. */
export function cut(text: string, limit: number): string {
  if (text.length <= limit) return text;
  if (limit <= 0) return '';
  const kept = text.slice(0, limit - 1);
  return `${/[\uD800-\uDBFF]$/.test(kept) ? kept.slice(0, -1) : kept}…`;
}

const UNSEEN = /[\p{Cc}\p{Zl}\p{Zp}\u200e\u200f\u202a-\u202e\u2066-\u2069]+/gu;

const MARKDOWN = /[\\`*_~|<>[\]#]|^[-+]|^\d+(?=\.)/g;

/**
 * A person's text as one harmless line: no markdown, no mention, no line break, no reversed writing. For descriptions
 * and field values; titles, authors and footers show text as it is, so `cut` is enough there.
 * @param limit characters kept of the original, before escaping
 */
export function plain(text: string, limit = 200): string {
  const line = cut(text.replace(UNSEEN, ' ').trim(), limit);
  return line
    .replace(MARKDOWN, (found) => (/\d/.test(found) ? `${found}${BLANK}` : `\\${found}`))
    .replaceAll('@', `@${BLANK}`);
}
