import { describe, expect, test } from 'bun:test';
import { createDesk } from './desk.ts';

const button = (fields: object = {}) => ({ type: 2, style: 1, label: 'Yes', custom_id: 'yes', ...fields });
const row = (...components: object[]) => ({ type: 1, components });
const embed = (fields: object) => ({ embeds: [fields] });
const options = (count: number) =>
  Array.from({ length: count }, (_, index) => ({ label: `${index}`, value: `${index}` }));

/** Bodies of a message and, when refused, the field and the code that Discord names. */
const MESSAGES: readonly [name: string, body: object, refused?: [field: string, code: string]][] = [
  ['2000 characters', { content: 'x'.repeat(2000) }],
  ['2001 characters', { content: 'x'.repeat(2001) }, ['content', 'BASE_TYPE_MAX_LENGTH']],
  ['content that is a number', { content: 5 }, ['content', 'STRING_TYPE_CONVERT']],
  ['a field that Discord does not have', { content: 'x', colour: 'red' }, ['colour', 'UNKNOWN_FIELD']],
  ['10 embeds', { embeds: Array.from({ length: 10 }, () => ({ title: 'x' })) }],
  ['11 embeds', { embeds: Array.from({ length: 11 }, () => ({ title: 'x' })) }, ['embeds', 'BASE_TYPE_MAX_LENGTH']],
  ['6000 characters in embeds', { embeds: [{ description: 'x'.repeat(4000) }, { description: 'x'.repeat(2000) }] }],
  [
    '6001 characters in embeds',
    { embeds: [{ description: 'x'.repeat(4000) }, { description: 'x'.repeat(2001) }] },
    ['embeds', 'MAX_EMBED_SIZE_EXCEEDED'],
  ],
  [
    '26 fields',
    embed({ fields: Array.from({ length: 26 }, () => ({ name: 'n', value: 'v' })) }),
    ['embeds.0.fields', 'BASE_TYPE_MAX_LENGTH'],
  ],
  ['a field without a value', embed({ fields: [{ name: 'n' }] }), ['embeds.0.fields.0.value', 'BASE_TYPE_REQUIRED']],
  [
    'a field with an empty value',
    embed({ fields: [{ name: 'n', value: '' }] }),
    ['embeds.0.fields.0.value', 'BASE_TYPE_MIN_LENGTH'],
  ],
  [
    'a value of 1025 characters',
    embed({ fields: [{ name: 'n', value: 'x'.repeat(1025) }] }),
    ['embeds.0.fields.0.value', 'BASE_TYPE_MAX_LENGTH'],
  ],
  ['a description of 4097', embed({ description: 'x'.repeat(4097) }), ['embeds.0.description', 'BASE_TYPE_MAX_LENGTH']],
  ['a footer of 2049', embed({ footer: { text: 'x'.repeat(2049) } }), ['embeds.0.footer.text', 'BASE_TYPE_MAX_LENGTH']],
  ['a colour beyond white', embed({ title: 'x', color: 0x1000000 }), ['embeds.0.color', 'NUMBER_TYPE_MAX']],
  ['a script as link', embed({ title: 'x', url: 'javascript:alert(1)' }), ['embeds.0.url', 'URL_TYPE_INVALID_SCHEME']],
  ['no date', embed({ title: 'x', timestamp: 'yesterday' }), ['embeds.0.timestamp', 'DATE_TIME_TYPE_PARSE']],
  ['5 rows', { content: 'x', components: Array.from({ length: 5 }, (_, i) => row(button({ custom_id: `${i}` }))) }],
  [
    '6 rows',
    { content: 'x', components: Array.from({ length: 6 }, (_, i) => row(button({ custom_id: `${i}` }))) },
    ['components', 'BASE_TYPE_MAX_LENGTH'],
  ],
  [
    '6 buttons in a row',
    { content: 'x', components: [row(...Array.from({ length: 6 }, (_, i) => button({ custom_id: `${i}` })))] },
    ['components.0.components', 'BASE_TYPE_MAX_LENGTH'],
  ],
  ['an empty row', { content: 'x', components: [row()] }, ['components.0.components', 'BASE_TYPE_MIN_LENGTH']],
  [
    'a custom id of 101',
    { content: 'x', components: [row(button({ custom_id: 'x'.repeat(101) }))] },
    ['components.0.components.0.custom_id', 'BASE_TYPE_MAX_LENGTH'],
  ],
  [
    'a custom id twice',
    { content: 'x', components: [row(button(), button())] },
    ['components.0.components.1.custom_id', 'COMPONENT_CUSTOM_ID_DUPLICATED'],
  ],
  [
    'a button without custom id',
    { content: 'x', components: [row({ type: 2, style: 1, label: 'x' })] },
    ['components.0.components.0.custom_id', 'BASE_TYPE_REQUIRED'],
  ],
  [
    'a button without style',
    { content: 'x', components: [row({ type: 2, label: 'x', custom_id: 'x' })] },
    ['components.0.components.0.style', 'BASE_TYPE_REQUIRED'],
  ],
  [
    'a link without address',
    { content: 'x', components: [row({ type: 2, style: 5, label: 'x' })] },
    ['components.0.components.0.url', 'BASE_TYPE_REQUIRED'],
  ],
  [
    'a link with custom id',
    { content: 'x', components: [row({ type: 2, style: 5, label: 'x', url: 'https://example.com', custom_id: 'x' })] },
    ['components.0.components.0.custom_id', 'BUTTON_COMPONENT_CUSTOM_ID_URL_MUTUALLY_EXCLUSIVE'],
  ],
  [
    'a button that shows nothing',
    { content: 'x', components: [row({ type: 2, style: 1, custom_id: 'x' })] },
    ['components.0.components.0.label', 'BUTTON_COMPONENT_LABEL_REQUIRED'],
  ],
  [
    'a label of 81',
    { content: 'x', components: [row(button({ label: 'x'.repeat(81) }))] },
    ['components.0.components.0.label', 'BASE_TYPE_MAX_LENGTH'],
  ],
  [
    'a button beside a select',
    { content: 'x', components: [row(button(), { type: 3, custom_id: 's', options: options(1) })] },
    ['components.0', 'COMPONENT_LAYOUT_WIDTH_EXCEEDED'],
  ],
  ['25 choices', { content: 'x', components: [row({ type: 3, custom_id: 's', options: options(25) })] }],
  [
    '26 choices',
    { content: 'x', components: [row({ type: 3, custom_id: 's', options: options(26) })] },
    ['components.0.components.0.options', 'BASE_TYPE_MAX_LENGTH'],
  ],
  [
    'a modal’s input in a message',
    { content: 'x', components: [row({ type: 4, custom_id: 'x', style: 1, label: 'x' })] },
    ['components.0.components.0.type', 'BASE_TYPE_CHOICES'],
  ],
  [
    'mentions both parsed and listed',
    { content: 'x', allowed_mentions: { parse: ['users'], users: ['1'] } },
    ['allowed_mentions.users', 'MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE'],
  ],
  ['an ephemeral channel message', { content: 'x', flags: 64 }, ['flags', 'MESSAGE_INVALID_FLAGS']],
  [
    'content beside a new layout',
    { content: 'x', flags: 32768, components: [{ type: 10, content: 'x' }] },
    ['content', 'MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2'],
  ],
  ['a new layout', { flags: 32768, components: [{ type: 17, components: [{ type: 10, content: 'x' }] }] }],
  [
    'a layout without its flag',
    { content: 'x', components: [{ type: 10, content: 'x' }] },
    ['components', 'UNION_TYPE_CHOICES'],
  ],
  [
    'an attachment that was not sent',
    { content: 'x', attachments: [{ id: '0' }] },
    ['attachments.0', 'MESSAGE_ATTACHMENT_NOT_FOUND'],
  ],
];

const option = (fields: object = {}) => ({ type: 3, name: 'why', description: 'Why', ...fields });
const command = (fields: object = {}) => ({ name: 'bytes', description: 'Bytes', ...fields });

const COMMANDS: readonly [name: string, body: object[], refused?: [field: string, code: string]][] = [
  ['a plain command, its type left out', [command()]],
  ['a name with capitals', [command({ name: 'Bytes' })], ['0.name', 'APPLICATION_COMMAND_INVALID_NAME']],
  ['a name of 33', [command({ name: 'x'.repeat(33) })], ['0.name', 'APPLICATION_COMMAND_INVALID_NAME']],
  ['no description', [{ name: 'bytes' }], ['0.description', 'BASE_TYPE_REQUIRED']],
  ['a description of 101', [command({ description: 'x'.repeat(101) })], ['0.description', 'BASE_TYPE_MAX_LENGTH']],
  ['one name twice', [command(), command()], ['1.name', 'APPLICATION_COMMANDS_DUPLICATE_NAME']],
  ['one name for a command and a menu', [command(), { name: 'bytes', type: 2 }]],
  [
    '101 commands',
    Array.from({ length: 101 }, (_, index) => command({ name: `c${index}` })),
    ['100', 'APPLICATION_COMMAND_TOO_MANY'],
  ],
  [
    '26 options',
    [command({ options: Array.from({ length: 26 }, (_, index) => option({ name: `o${index}` })) })],
    ['0.options', 'BASE_TYPE_MAX_LENGTH'],
  ],
  [
    'a required option after a free one',
    [command({ options: [option(), option({ name: 'b', required: true })] })],
    ['0.options.1.required', 'APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID'],
  ],
  [
    'an option twice',
    [command({ options: [option(), option()] })],
    ['0.options.1.name', 'APPLICATION_COMMAND_OPTIONS_NAME_INVALID'],
  ],
  [
    'an unknown field deep down',
    [command({ options: [option({ minimum: 1 })] })],
    ['0.options.0.minimum', 'UNKNOWN_FIELD'],
  ],
  [
    'a menu with a description',
    [{ name: 'Send bytes', type: 2, description: 'x' }],
    ['0.description', 'BASE_TYPE_CHOICES'],
  ],
  ['permissions as text', [command({ default_member_permissions: '8' })]],
];

type Refused = [field: string, code: string];

function named<T>([name, body, refused]: readonly [string, T, Refused?]): [
  string,
  { body: T; refused: Refused | undefined },
] {
  return [name, { body, refused }];
}

function errorAt(errors: Record<string, unknown> | undefined, field: string): string[] {
  const leaf = field
    .split('.')
    .reduce<unknown>((level, key) => (level as Record<string, unknown> | undefined)?.[key], errors);
  return ((leaf as { _errors?: { code: string }[] } | undefined)?._errors ?? []).map(({ code }) => code);
}

function check(
  answer: { status: number; body: { code?: number; errors?: Record<string, unknown> } },
  refused: Refused | undefined,
) {
  if (!refused) return expect(answer).toMatchObject({ status: 200 });
  expect({ status: answer.status, code: answer.body.code, errors: errorAt(answer.body.errors, refused[0]) }).toEqual({
    status: 400,
    code: 50035,
    errors: [refused[1]],
  });
}

describe('a message with', () => {
  test.each(MESSAGES.map(named))('%s', async (_name, { body, refused }) => {
    const { call, general } = createDesk();
    check(await call('POST', `/channels/${general.id}/messages`, body), refused);
  });
});

describe('commands with', () => {
  test.each(COMMANDS.map(named))('%s', async (_name, { body, refused }) => {
    const { call, world } = createDesk();
    check(await call('PUT', `/applications/${world.state.application.id}/commands`, body), refused);
  });

  test('the same content keep id and version; changed ones keep the id', async () => {
    const { call, world } = createDesk();
    const path = `/applications/${world.state.application.id}/commands`;
    const [first] = (await call('PUT', path, [command()])).body;
    const [again] = (await call('PUT', path, [command()])).body;
    const [changed] = (await call('PUT', path, [command({ description: 'More bytes' })])).body;
    expect(again).toEqual(first);
    expect(changed.id).toBe(first.id);
    expect(changed.version).not.toBe(first.version);
  });
});
