import {
  type APIComponentInModalActionRow,
  type APIModalInteractionResponseCallbackData,
  type APITextInputComponent,
  ComponentType,
} from 'discord-api-types/v10';
import type { Resolver } from './resolved.ts';
import { type Denial, deny, isDenial } from './scene.ts';
import { isSelect, readChoices, type Select } from './selects.ts';

/** What somebody filled into a form, by `custom_id`; several values for a select. */
export type FieldValues = Readonly<Record<string, string | readonly string[]>>;

type TopLevel = APIModalInteractionResponseCallbackData['components'][number];
type Field = APIComponentInModalActionRow | Select | { type: ComponentType; custom_id?: string };

/** Checks a filled form as Discord's client does, and brings it into the form that travels. */
export function readFields(layout: readonly TopLevel[], values: FieldValues, resolver: Resolver): object[] | Denial {
  const known = layout.flatMap(fieldsOf).flatMap(({ custom_id }) => custom_id ?? []);
  const unknown = Object.keys(values).find((id) => !known.includes(id));
  if (unknown !== undefined)
    return deny('invalid_input', `The form has no field "${unknown}"; it has: ${known.join(', ')}.`);
  const rows: object[] = [];
  for (const row of layout) {
    const read = readRow(row, values, resolver);
    if (isDenial(read)) return read;
    rows.push(read);
  }
  return rows;
}

function fieldsOf(row: TopLevel): readonly Field[] {
  if (row.type === ComponentType.ActionRow) return row.components;
  return row.type === ComponentType.Label ? [row.component] : [];
}

function readRow(row: TopLevel, values: FieldValues, resolver: Resolver): object | Denial {
  const fields: object[] = [];
  for (const field of fieldsOf(row)) {
    const read = readField(field, values[field.custom_id ?? ''], resolver);
    if (isDenial(read)) return read;
    fields.push(read);
  }
  const part = { type: row.type, id: row.id ?? 0 };
  return row.type === ComponentType.Label ? { ...part, component: fields[0] } : { ...part, components: fields };
}

function readField(field: Field, value: string | readonly string[] | undefined, resolver: Resolver): object | Denial {
  const base = { type: field.type, custom_id: field.custom_id, id: 'id' in field ? (field.id ?? 0) : 0 };
  if (field.type === ComponentType.TextInput) {
    const text = readText(field as APITextInputComponent, value ?? '');
    return isDenial(text) ? text : { ...base, value: text };
  }
  if (!isSelect(field)) return deny('not_possible', `Fields like "${field.custom_id}" aren't simulated.`);
  const values = readChoices(field, typeof value === 'string' ? [value] : (value ?? []), resolver);
  return isDenial(values) ? values : { ...base, values };
}

function readText(field: APITextInputComponent, value: string | readonly string[]): string | Denial {
  const { custom_id: id, required = true, min_length: least = 0, max_length: most = 4000 } = field;
  if (typeof value !== 'string') return deny('invalid_input', `"${id}" takes text.`);
  if (value === '') return required ? deny('invalid_input', `"${id}" is required.`) : value;
  if (value.length < least) return deny('invalid_input', `"${id}" needs at least ${least} characters.`);
  return value.length > most ? deny('invalid_input', `"${id}" takes at most ${most} characters.`) : value;
}
