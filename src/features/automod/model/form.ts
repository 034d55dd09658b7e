import { z } from 'zod';
import { type Action, type Rule, span, TRIGGERS, type TriggerKind } from '../rules.ts';
import { triggerOf, triggers } from '../triggers/index.ts';
import { type RuleBody, ruleBody } from './index.ts';

interface Named {
  /** Of the setting in the trigger's schema. */
  readonly name: string;
  readonly label: string;
  readonly hint: string;
}

/** One setting of a trigger, as a form draws it. */
export type ConfigField =
  | (Named & {
      readonly kind: 'number';
      readonly least: number;
      readonly most: number;
      readonly unit: string;
      /** Left empty it is null: no limit. */
      readonly optional: boolean;
      readonly initial: string;
    })
  | (Named & { readonly kind: 'switch'; readonly initial: boolean })
  | (Named & { readonly kind: 'select'; readonly options: readonly string[]; readonly initial: string })
  /** One entry a line. */
  | (Named & { readonly kind: 'lines'; readonly most: number; readonly example: string; readonly initial: string })
  | (Named & { readonly kind: 'channels'; readonly most: number; readonly initial: readonly string[] });

/** A kind of rule, as a form draws it. */
export interface TriggerForm {
  readonly kind: TriggerKind;
  readonly title: string;
  /** Whether there is a message that can be deleted. */
  readonly aboutMessages: boolean;
  /** What Discord must give the bot for it. */
  readonly needs: readonly string[];
  readonly fields: readonly ConfigField[];
}

interface Schema {
  readonly type?: string;
  readonly title?: string;
  readonly description?: string;
  readonly default?: unknown;
  readonly examples?: readonly unknown[];
  readonly enum?: readonly string[];
  readonly minimum?: number;
  readonly maximum?: number;
  readonly maxItems?: number;
  readonly anyOf?: readonly Schema[];
}

/** What a figure counts, by the last word of its setting's name. */
const UNITS: Readonly<Record<string, string>> = {
  hours: 'hours',
  seconds: 'seconds',
  megabytes: 'MB',
  similarity: '%',
  length: 'letters',
  spread: 'channels',
  messages: 'messages',
  mentions: 'mentions',
  copies: 'times',
};

/** The form of a trigger, drawn from its schema. */
export function triggerForm(kind: TriggerKind): TriggerForm {
  const { title, on, needs, config } = triggerOf(kind);
  const drawn = z.toJSONSchema(config, { io: 'input', unrepresentable: 'any' }) as {
    readonly properties: Readonly<Record<string, Schema>>;
  };
  const fields = Object.entries(drawn.properties).map(([name, schema]) => fieldOf(name, schema));
  return { kind, title, aboutMessages: on.includes('message'), needs, fields };
}

/** All kinds, each with what it is called. */
export const triggerKinds = TRIGGERS.map((kind) => ({ kind, title: triggers[kind].title }));

function fieldOf(name: string, schema: Schema): ConfigField {
  const { title = name, description = '', default: initial, examples = [] } = schema;
  const named = {
    name,
    label: title,
    hint: description === 'Seconds.' ? '' : description.replaceAll('`', '').replace(/; null for/, '; nothing for'),
  };
  const optional = schema.anyOf?.some(({ type }) => type === 'null') === true;
  const {
    type,
    minimum = 0,
    maximum = 0,
    maxItems = 0,
    ...rest
  } = schema.anyOf?.find((one) => one.type !== 'null') ?? schema;
  if (type === 'boolean') return { ...named, kind: 'switch', initial: initial === true };
  if (type === 'integer') {
    const unit = UNITS[name.split('_').at(-1) ?? ''] ?? '';
    const start = typeof initial === 'number' ? String(initial) : '';
    return { ...named, kind: 'number', least: minimum, most: maximum, unit, optional, initial: start };
  }
  if (rest.enum) return { ...named, kind: 'select', options: rest.enum, initial: String(initial ?? '') };
  const list = Array.isArray(initial) ? initial.map(String) : [];
  if (name === 'channels') return { ...named, kind: 'channels', most: maxItems, initial: list };
  const [example = []] = examples as readonly (readonly string[])[];
  return { ...named, kind: 'lines', most: maxItems, example: example.join('\n'), initial: list.join('\n') };
}

/** What a form says, read by the schema that the API reads by too. */
export function readRule(body: unknown): z.ZodSafeParseResult<RuleBody> {
  return ruleBody.safeParse(body);
}

const DONE: Readonly<Record<Exclude<Action['kind'], 'timeout' | 'ban'>, string>> = {
  delete: 'delete the message',
  kick: 'kick them',
  warn: 'warn them',
  alert: 'alert the moderators',
};

/** `time them out for 10 min` */
function actionWords(action: Action): string {
  if (action.kind === 'timeout') return `time them out for ${span(action.seconds)}`;
  if (action.kind !== 'ban') return DONE[action.kind];
  return action.delete_seconds > 0 ? `ban them and delete their last ${span(action.delete_seconds)}` : 'ban them';
}

/** `delete the message, then warn them` */
export function actionsWords(actions: readonly Action[]): string {
  return actions.map(actionWords).join(', then ');
}

/** What a rule looks at: `Writes 6 messages in 5 s`. */
function triggerWords({ trigger, config }: Pick<Rule, 'trigger' | 'config'>): string {
  return triggerOf(trigger).describe(config);
}

/** The whole rule in a sentence. */
export function sentenceOf(rule: Pick<Rule, 'trigger' | 'config' | 'actions' | 'cooldown'>): string {
  const wait = rule.cooldown > 0 ? ` Then it lets them be for ${span(rule.cooldown)}.` : '';
  return `${triggerWords(rule)}: ${actionsWords(rule.actions)}.${wait}`;
}
