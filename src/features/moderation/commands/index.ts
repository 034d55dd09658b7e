import type {
  ChatInputCommandInteraction,
  CommandInteraction,
  ContextMenuCommandInteraction,
  ModalSubmitInteraction,
  User,
} from 'discord.js';
import type { Signer } from '../../../discord/kit/buttons.ts';
import type { BotModule, ContextMenu, Guild, ModalHandler, Outcome } from '../../../discord/kit/contract.ts';
import { memberPermissions } from '../../../discord/kit/preconditions.ts';
import type { Clock } from '../../../platform/clock.ts';
import { isRefusal } from '../../../shared/refusal.ts';
import type { Moderator } from '../model.ts';
import { type CaseAction, parseDuration } from '../rules.ts';
import type { Moderation } from '../service/index.ts';
import { moderationWording } from '../text.ts';
import { actForm, historyMenu, modCommand, timeoutMenu, warnMenu } from './definitions.ts';
import { caseEmbed, doneEmbed, historyEmbed } from './embeds.ts';
import { createRemoving } from './removing.ts';

export interface CommandDeps {
  readonly moderation: Pick<Moderation, 'act' | 'whyNot' | 'find' | 'list' | 'summary'>;
  readonly signer: Signer;
  readonly clock: Clock;
}

type Slash = Guild<ChatInputCommandInteraction>;
type Acting = Guild<CommandInteraction | ModalSubmitInteraction>;

const FORM = 'mod.form';
const FORM_FOR = 15 * 60_000;
const SHOWN = 10;

/** What is to be done, as somebody typed it. */
interface Wish {
  readonly action: CaseAction;
  readonly target: Pick<User, 'id' | 'username'>;
  readonly reason: string | null;
  readonly duration?: string | null;
}

/** `/mod` with its menus. Who may do what is asked of Discord's roles each time, whatever the command's own permissions say. */
export function createModerationCommands(deps: CommandDeps): BotModule {
  const { moderation, signer, clock } = deps;
  const { kick, ban, buttons } = createRemoving(deps);

  async function act(interaction: Acting, wish: Wish): Promise<Outcome> {
    const duration = wish.duration ? parseDuration(wish.duration) : null;
    if (isRefusal(duration)) return duration;
    const { action, target, reason } = wish;
    const done = await moderation.act({
      ...{ guildId: interaction.guildId, action, reason, duration },
      target: { id: target.id, name: target.username },
      moderator: moderatorOf(interaction),
      source: 'command',
      key: `interaction:${interaction.id}`,
    });
    return isRefusal(done) ? done : { embeds: [doneEmbed(done)], ephemeral: true };
  }

  const simple =
    (action: CaseAction) =>
    (interaction: Slash): Promise<Outcome> => {
      const { options } = interaction;
      return act(interaction, {
        action,
        target: options.getUser('user', true),
        reason: options.getString(action === 'note' ? 'text' : 'reason'),
        duration: action === 'timeout' ? options.getString('duration') : null,
      });
    };

  async function showCase({ guildId, options }: Slash): Promise<Outcome> {
    const found = await moderation.find(guildId, options.getInteger('number', true));
    return isRefusal(found) ? found : { embeds: [caseEmbed(found)], ephemeral: true };
  }

  async function history(guildId: string, userId: string): Promise<Outcome> {
    const [summary, { cases, next }] = await Promise.all([
      moderation.summary(guildId, userId),
      moderation.list({ guildId, userId }, SHOWN),
    ]);
    return { embeds: [historyEmbed({ userId, summary, cases, more: next !== null })], ephemeral: true };
  }

  function openForm(action: 'warn' | 'timeout', interaction: Guild<ContextMenuCommandInteraction>): Outcome {
    const target = targetOf(interaction);
    const id = signer.sign({
      action: FORM,
      owner: interaction.user.id,
      expiresAt: clock.now() + FORM_FOR,
      args: [action, target.id],
    });
    const title = `${action === 'warn' ? 'Warn' : 'Time out'} ${target.username}`;
    return { modal: actForm(id, { title, withDuration: action === 'timeout' }) };
  }

  const preconditions = [memberPermissions('ModerateMembers')];
  const menus: ContextMenu[] = [
    { kind: 'menu', data: warnMenu, preconditions, handle: async (interaction) => openForm('warn', interaction) },
    { kind: 'menu', data: timeoutMenu, preconditions, handle: async (interaction) => openForm('timeout', interaction) },
    {
      kind: 'menu',
      data: historyMenu,
      preconditions,
      defer: 'ephemeral',
      handle: (interaction) => history(interaction.guildId, targetOf(interaction).id),
    },
  ];

  const modals: ModalHandler[] = [
    {
      action: FORM,
      defer: 'ephemeral',
      async handle(interaction, { args: [action, userId = ''] }) {
        const { fields, client } = interaction;
        const isTimeout = action === 'timeout';
        return act(interaction, {
          action: isTimeout ? 'timeout' : 'warn',
          target: { id: userId, username: client.users.cache.get(userId)?.username ?? '' },
          reason: fields.getTextInputValue('reason'),
          duration: isTimeout ? fields.getTextInputValue('duration') : null,
        });
      },
    },
  ];

  const actions = ['warn', 'timeout', 'untimeout', 'unban', 'note'] as const;
  return {
    commands: [
      {
        kind: 'slash',
        data: modCommand,
        preconditions,
        defer: Object.fromEntries(
          [...actions, 'kick', 'ban', 'case', 'history'].map((name) => [name, 'ephemeral' as const]),
        ),
        handlers: {
          ...Object.fromEntries(actions.map((action) => [action, simple(action)])),
          kick,
          ban,
          case: showCase,
          history: ({ guildId, options }) => history(guildId, options.getUser('user', true).id),
        },
      },
      ...menus,
    ],
    components: buttons,
    modals,
    wording: moderationWording,
  };
}

function moderatorOf({ user }: Acting): Moderator {
  return { id: user.id, name: user.username, member: true };
}

function targetOf(interaction: ContextMenuCommandInteraction): User {
  if (interaction.isUserContextMenuCommand()) return interaction.targetUser;
  throw new Error('a context menu without a person');
}
