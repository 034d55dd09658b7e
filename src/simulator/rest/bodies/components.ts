import { ButtonStyle, ComponentType } from 'discord-api-types/v10';
import { z } from 'zod';
import { id, integer, text, url } from './fields.ts';

const componentId = integer(0).optional();
const emoji = z.strictObject({ id: id.nullish(), name: z.string().nullish(), animated: z.boolean().nullish() });
const customId = text(100, 1);

const ACTION_STYLES = [ButtonStyle.Primary, ButtonStyle.Secondary, ButtonStyle.Success, ButtonStyle.Danger] as const;

const labelled = { label: text(80).nullish(), emoji: emoji.nullish(), disabled: z.boolean().nullish() };

const button = z
  .strictObject({
    type: z.literal(ComponentType.Button),
    id: componentId,
    style: z.literal([...ACTION_STYLES, ButtonStyle.Link, ButtonStyle.Premium]),
    ...labelled,
    custom_id: customId.nullish(),
    url: url.nullish(),
    sku_id: id.nullish(),
  })
  .superRefine((value, context) => {
    const demand = (field: 'custom_id' | 'url' | 'sku_id') => {
      if (!value[field])
        context.addIssue({
          code: 'custom',
          path: [field],
          message: 'This field is required',
          params: { code: 'BASE_TYPE_REQUIRED' },
        });
    };
    if (value.style === ButtonStyle.Premium) return demand('sku_id');
    demand(value.style === ButtonStyle.Link ? 'url' : 'custom_id');
    if (value.style === ButtonStyle.Link && value.custom_id) {
      context.addIssue({
        code: 'custom',
        path: ['custom_id'],
        message: 'A custom id and url cannot both be specified',
        params: { code: 'BUTTON_COMPONENT_CUSTOM_ID_URL_MUTUALLY_EXCLUSIVE' },
      });
    }
    if (!value.label && !value.emoji) {
      context.addIssue({
        code: 'custom',
        path: ['label'],
        message: 'A button must have a label or an emoji',
        params: { code: 'BUTTON_COMPONENT_LABEL_REQUIRED' },
      });
    }
  });

const selectBase = {
  id: componentId,
  custom_id: customId,
  placeholder: text(150).nullish(),
  min_values: integer(0, 25).nullish(),
  max_values: integer(1, 25).nullish(),
  disabled: z.boolean().nullish(),
  required: z.boolean().nullish(),
};

const choice = z.strictObject({
  label: text(100, 1),
  value: text(100, 1),
  description: text(100).nullish(),
  emoji: emoji.nullish(),
  default: z.boolean().nullish(),
});

const stringSelect = z.strictObject({
  type: z.literal(ComponentType.StringSelect),
  ...selectBase,
  options: z.array(choice).min(1).max(25),
});

const entitySelect = z.strictObject({
  type: z.literal([
    ComponentType.UserSelect,
    ComponentType.RoleSelect,
    ComponentType.MentionableSelect,
    ComponentType.ChannelSelect,
  ]),
  ...selectBase,
  channel_types: z.array(integer()).nullish(),
  default_values: z
    .array(z.strictObject({ id, type: z.enum(['user', 'role', 'channel']) }))
    .max(25)
    .nullish(),
});

const textInput = z.strictObject({
  type: z.literal(ComponentType.TextInput),
  id: componentId,
  custom_id: customId,
  style: z.literal([1, 2]),
  label: text(45, 1).nullish(),
  min_length: integer(0, 4000).nullish(),
  max_length: integer(1, 4000).nullish(),
  required: z.boolean().nullish(),
  value: text(4000).nullish(),
  placeholder: text(100).nullish(),
});

const select = z.discriminatedUnion('type', [stringSelect, entitySelect]);

const actionRow = z
  .strictObject({
    type: z.literal(ComponentType.ActionRow),
    id: componentId,
    components: z
      .array(z.discriminatedUnion('type', [button, stringSelect, entitySelect]))
      .min(1)
      .max(5),
  })
  .refine(
    ({ components }) => components.length === 1 || components.every(({ type }) => type === ComponentType.Button),
    {
      message: 'The specified component exceeds the maximum width',
      params: { code: 'COMPONENT_LAYOUT_WIDTH_EXCEEDED' },
    },
  );

/** Layouts of Components V2 are taken as they come: only their type is checked. */
const layout = z.looseObject({
  type: z.literal([
    ComponentType.Section,
    ComponentType.TextDisplay,
    ComponentType.MediaGallery,
    ComponentType.File,
    ComponentType.Separator,
    ComponentType.Container,
  ]),
});

/** The components of a message: at most five rows, every custom id once. */
export const messageComponents = z
  .array(z.discriminatedUnion('type', [actionRow, layout]))
  .max(40)
  .superRefine((rows, context) => {
    const seen = new Set<string>();
    for (const [row, { components }] of rows.entries()) {
      for (const [column, component] of customIds(components).entries()) {
        if (component && seen.has(component)) {
          context.addIssue({
            code: 'custom',
            path: [row, 'components', column, 'custom_id'],
            message: 'Component custom id cannot be duplicated',
            params: { code: 'COMPONENT_CUSTOM_ID_DUPLICATED' },
          });
        }
        if (component) seen.add(component);
      }
    }
  });

function customIds(components: unknown): (string | null | undefined)[] {
  return Array.isArray(components)
    ? components.map((component: { custom_id?: string | null }) => component.custom_id)
    : [];
}

const inputRow = z.strictObject({
  type: z.literal(ComponentType.ActionRow),
  id: componentId,
  components: z.tuple([textInput]),
});

const label = z.strictObject({
  type: z.literal(ComponentType.Label),
  id: componentId,
  label: text(45, 1),
  description: text(100).nullish(),
  component: z.union([textInput, select, z.looseObject({ type: integer(19, 23) })]),
});

const display = z.strictObject({ type: z.literal(ComponentType.TextDisplay), id: componentId, content: text(4000, 1) });

/** The form of a modal: one to five inputs. */
export const modal = z.strictObject({
  custom_id: customId,
  title: text(45, 1),
  components: z
    .array(z.discriminatedUnion('type', [inputRow, label, display]))
    .min(1)
    .max(5),
});
