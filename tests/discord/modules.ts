import {
  ApplicationCommandOptionType,
  ApplicationCommandType,
  ComponentType,
  MessageFlags,
  TextInputStyle,
} from 'discord.js';
import type { Signer } from '../../src/discord/kit/buttons.ts';
import { button, buttonRows } from '../../src/discord/kit/components.ts';
import type { Answer, BotModule, ComponentHandler, SlashCommand } from '../../src/discord/kit/contract.ts';
import { info } from '../../src/discord/kit/embeds.ts';
import { botPermissions, memberPermissions } from '../../src/discord/kit/preconditions.ts';
import type { Clock } from '../../src/platform/clock.ts';
import { refuse } from '../../src/shared/refusal.ts';

const SLOW = 150;

/** A module that answers in every way there is. */
export function answeringModule(signer: Signer, clock: Clock): BotModule {
  const say = (text: string, more: Partial<Answer> = {}): Answer => ({ embeds: [info('Reply', text)], ...more });
  const sign = (action: string, owner: string, args: string[] = []) =>
    signer.sign({ action, owner, args, expiresAt: clock.now() + 60_000 });

  const handlers: SlashCommand['handlers'] = {
    public: async () => say('to all'),
    ephemeral: async () => say('to you', { ephemeral: true }),
    slow: async () => Bun.sleep(SLOW).then(() => say('at last')),
    'slow-ephemeral': async () => Bun.sleep(SLOW).then(() => say('to you at last', { ephemeral: true })),
    'slow-secret': async () => Bun.sleep(SLOW).then(() => say('a secret at last', { ephemeral: true })),
    'slow-refusal': async () => Bun.sleep(SLOW).then(() => refuse('no_cake', { left: 3 })),
    refused: async () => refuse('no_cake', { left: 3 }),
    unworded: async () => refuse('nobody_words_this'),
    broken: async () => Promise.reject(new Error('a bug')),
    mention: async () => ({ content: '@everyone <@100000000000000001>' }),
    buttons: async ({ user }) =>
      say('press', {
        components: buttonRows([
          button({ id: sign('scene.update', user.id, ['7']), label: 'Update' }),
          button({ id: sign('scene.another', user.id), label: 'Another' }),
          button({ id: sign('scene.slow', user.id), label: 'Slow' }),
          button({ id: sign('scene.form', user.id), label: 'Form' }),
          button({ id: sign('scene.unknown', user.id), label: 'Unknown' }),
          button({ id: sign('cancel', user.id), label: 'Cancel' }),
          button({ id: 'unsigned', label: 'Unsigned' }),
        ]),
      }),
    form: async ({ user }) => ({ modal: form(sign('scene.form', user.id)) }),
    'slow-form': async ({ user }) => Bun.sleep(SLOW).then(() => ({ modal: form(sign('scene.form', user.id)) })),
  };

  const components: ComponentHandler[] = [
    { action: 'scene.update', handle: async (_, { args }) => say(`updated ${args[0]}`, { update: true }) },
    { action: 'scene.another', handle: async () => say('another', { ephemeral: true }) },
    { action: 'scene.slow', handle: async () => Bun.sleep(SLOW).then(() => say('updated late', { update: true })) },
    { action: 'scene.form', handle: async ({ user }) => ({ modal: form(sign('scene.form', user.id)) }) },
  ];

  return {
    commands: [
      {
        kind: 'slash',
        data: {
          name: 'scene',
          description: 'Answers in every way',
          options: Object.keys(handlers).map((name) => ({
            type: ApplicationCommandOptionType.Subcommand,
            name,
            description: name,
          })),
        },
        handlers,
        defer: { 'slow-secret': 'ephemeral' },
      },
      suggesting(),
      {
        kind: 'slash',
        data: { name: 'staff', description: 'For staff' },
        preconditions: [memberPermissions('BanMembers', 'ManageGuild')],
        handlers: { '': async () => say('hello staff') },
      },
      {
        kind: 'slash',
        data: { name: 'botless', description: 'Needs what the bot lacks' },
        preconditions: [botPermissions('Administrator')],
        handlers: { '': async () => say('unreachable') },
      },
      {
        kind: 'menu',
        data: { type: ApplicationCommandType.User, name: 'Greet' },
        handle: async (interaction) => say(`hello ${interaction.targetId}`),
      },
    ],
    components,
    modals: [
      {
        action: 'scene.form',
        handle: async (interaction) => say(`form says ${interaction.fields.getTextInputValue('text')}`),
      },
    ],
    wording: { no_cake: ({ left }) => `There is no cake for you, only ${left} for others.` },
  };
}

function suggesting(): SlashCommand {
  return {
    kind: 'slash',
    data: {
      name: 'suggest',
      description: 'Suggests',
      options: [{ type: ApplicationCommandOptionType.String, name: 'word', description: 'A word', autocomplete: true }],
    },
    handlers: { '': async (interaction) => ({ content: interaction.options.getString('word') ?? 'none' }) },
    autocomplete: async (interaction) => {
      if (interaction.options.getFocused() === 'bug') throw new Error('a bug');
      return Array.from({ length: 30 }, (_, n) => ({ name: `choice ${n}`, value: `${n}` }));
    },
  };
}

function form(customId: string) {
  return {
    custom_id: customId,
    title: 'A form',
    components: [
      {
        type: ComponentType.ActionRow as const,
        components: [
          { type: ComponentType.TextInput as const, custom_id: 'text', label: 'Text', style: TextInputStyle.Short },
        ],
      },
    ],
  };
}

export function isEphemeral({ flags }: { flags?: number }): boolean {
  return ((flags ?? 0) & MessageFlags.Ephemeral) !== 0;
}
