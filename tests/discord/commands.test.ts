import { describe, expect, test } from 'bun:test';
import { ApplicationCommandOptionType, ApplicationCommandType } from 'discord.js';
import { type CommandData, compare, isEmpty } from '../../src/discord/commands.ts';

const wanted: CommandData = {
  name: 'bytes',
  description: 'The bytes economy',
  options: [
    {
      type: ApplicationCommandOptionType.Subcommand,
      name: 'send',
      description: 'Send bytes',
      options: [{ type: ApplicationCommandOptionType.User, name: 'user', description: 'To whom', required: true }],
    },
  ],
};

/** As Discord gives it back: ids, versions and defaults filled in. */
const registered = {
  id: '1',
  application_id: '2',
  version: '3',
  type: ApplicationCommandType.ChatInput,
  nsfw: false,
  dm_permission: true,
  default_member_permissions: null,
  integration_types: [0],
  name_localizations: null,
  ...wanted,
  options: [{ ...wanted.options?.[0], autocomplete: false, description_localizations: null }],
} as CommandData;

describe('comparing commands', () => {
  test('sees no difference in what Discord adds', () => {
    expect(isEmpty(compare([registered], [wanted]))).toBe(true);
  });

  test.each<[string, Partial<CommandData>]>([
    ['description', { description: 'Other' }],
    ['permissions', { default_member_permissions: '8' }],
    ['options', { options: [] } as Partial<CommandData>],
  ])('sees a changed %s', (_, change) => {
    expect(compare([registered], [{ ...wanted, ...change } as CommandData])).toEqual({
      added: [],
      changed: ['/bytes'],
      removed: [],
    });
  });

  test('tells a slash command from a menu of the same name', () => {
    const menu: CommandData = { type: ApplicationCommandType.User, name: 'bytes' };
    expect(compare([registered], [menu])).toEqual({ added: ['bytes'], changed: [], removed: ['/bytes'] });
  });

  test('keeps a permission of 0, which hides a command from members', () => {
    expect(compare([{ ...registered, default_member_permissions: '0' }], [wanted]).changed).toEqual(['/bytes']);
  });
});
