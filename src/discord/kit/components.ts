import {
  type APIButtonComponent,
  type APIButtonComponentWithCustomId,
  type APIMessageTopLevelComponent,
  type APISelectMenuOption,
  ButtonStyle,
  ComponentType,
} from 'discord.js';
import type { ActionRow } from './contract.ts';
import { cut } from './embeds.ts';

const STYLES = {
  primary: ButtonStyle.Primary,
  secondary: ButtonStyle.Secondary,
  success: ButtonStyle.Success,
  danger: ButtonStyle.Danger,
} as const;

export interface ButtonLook {
  /** A signed `custom_id`. */
  readonly id: string;
  readonly label: string;
  readonly style?: keyof typeof STYLES;
  /** One Unicode emoji. */
  readonly emoji?: string;
  readonly disabled?: boolean;
}

const LABEL = 80;
const PER_ROW = 5;
const ROWS = 5;
const OPTIONS = 25;

export function button({
  id,
  label,
  style = 'secondary',
  emoji,
  disabled = false,
}: ButtonLook): APIButtonComponentWithCustomId {
  return {
    type: ComponentType.Button,
    custom_id: id,
    style: STYLES[style],
    label: cut(label, LABEL),
    disabled,
    ...(emoji !== undefined && { emoji: { name: emoji } }),
  };
}

export function linkButton(label: string, url: string): APIButtonComponent {
  return { type: ComponentType.Button, style: ButtonStyle.Link, label: cut(label, LABEL), url };
}

/** Buttons in rows of five, at most 25 of them; more are left out. */
export function buttonRows(buttons: readonly APIButtonComponent[]): ActionRow[] {
  const rows: ActionRow[] = [];
  for (let at = 0; at < Math.min(buttons.length, PER_ROW * ROWS); at += PER_ROW) {
    rows.push({ type: ComponentType.ActionRow, components: buttons.slice(at, at + PER_ROW) });
  }
  return rows;
}

/** A row with one select; at most 25 options. */
export function selectRow(id: string, placeholder: string, options: readonly APISelectMenuOption[]): ActionRow {
  const select = { type: ComponentType.StringSelect as const, custom_id: id, placeholder: cut(placeholder, 150) };
  return { type: ComponentType.ActionRow, components: [{ ...select, options: options.slice(0, OPTIONS) }] };
}

/** The same rows with everything greyed out, links excepted. */
export function disabled(components: readonly APIMessageTopLevelComponent[]): ActionRow[] {
  return components.flatMap((row) => {
    if (row.type !== ComponentType.ActionRow) return [];
    return [{ ...row, components: row.components.map((part) => (isLink(part) ? part : { ...part, disabled: true })) }];
  });
}

function isLink(part: ActionRow['components'][number]): boolean {
  return part.type === ComponentType.Button && part.style === ButtonStyle.Link;
}
