import type { ChatInputCommandInteraction, MessageComponentInteraction } from 'discord.js';
import { confirmRows } from '../../../discord/kit/confirm.ts';
import type { ComponentHandler, Guild, Outcome } from '../../../discord/kit/contract.ts';
import { isRefusal, type Refusal } from '../../../shared/refusal.ts';
import type { ActRequest } from '../model.ts';
import { parseDuration, tidyReason } from '../rules.ts';
import { askEmbed, doneEmbed } from './embeds.ts';
import type { CommandDeps } from './index.ts';

const ACTIONS = { kick: 'mod.kick', ban: 'mod.ban' } as const;
const ASKED_FOR = 60_000;
const SECOND = 1_000;

type Removal = keyof typeof ACTIONS;

interface Terms {
  /** Milliseconds; null is for good. */
  readonly duration: number | null;
  readonly deleteSeconds: number;
}

const KICK_TERMS: Terms = { duration: null, deleteSeconds: 0 };

function banTerms({ options }: ChatInputCommandInteraction): Terms | Refusal<'duration_unreadable'> {
  const typed = options.getString('duration');
  const duration = typed ? parseDuration(typed) : null;
  return isRefusal(duration) ? duration : { duration, deleteSeconds: options.getInteger('delete_messages') ?? 0 };
}

/** `/mod kick` and `/mod ban`: nobody is removed by a slip, so both ask first. */
export function createRemoving({ moderation, signer, clock }: CommandDeps) {
  function requestOf(
    { guildId, user }: Guild<ChatInputCommandInteraction | MessageComponentInteraction>,
    wish: Pick<ActRequest, 'action' | 'target' | 'reason' | 'key'> & Terms,
  ): ActRequest {
    return { ...wish, guildId, moderator: { id: user.id, name: user.username, member: true }, source: 'command' };
  }

  const ask =
    (action: Removal) =>
    async (interaction: Guild<ChatInputCommandInteraction>): Promise<Outcome> => {
      const { options, user, id } = interaction;
      const target = options.getUser('user', true);
      const terms = action === 'ban' ? banTerms(interaction) : KICK_TERMS;
      if (isRefusal(terms)) return terms;
      const { duration, deleteSeconds } = terms;
      const request = requestOf(interaction, {
        ...{ action, duration, deleteSeconds },
        target: { id: target.id, name: target.username },
        reason: tidyReason(options.getString('reason')),
        key: `interaction:${id}`,
      });
      const no = await moderation.whyNot(request);
      if (no) return no;
      const expiresAt = clock.now() + ASKED_FOR;
      const args = [target.id, String((duration ?? 0) / SECOND), String(deleteSeconds), id];
      const components = confirmRows(
        signer,
        { action: ACTIONS[action], owner: user.id, expiresAt, args },
        { confirm: `${action === 'ban' ? 'Ban' : 'Kick'} ${target.username}`, danger: true },
      );
      return { embeds: [askEmbed({ ...request, duration, deleteSeconds }, expiresAt)], components, ephemeral: true };
    };

  /** The key is the command's, so however often the button is pressed, it is done once. The reason stands in the question. */
  const confirmed = (action: Removal): ComponentHandler => ({
    action: ACTIONS[action],
    async handle(interaction, { args: [userId = '', seconds = '0', deleteSeconds = '0', keyId = ''] }) {
      const done = await moderation.act(
        requestOf(interaction, {
          action,
          target: { id: userId },
          reason: interaction.message.embeds[0]?.footer?.text ?? null,
          duration: Number(seconds) * SECOND || null,
          deleteSeconds: Number(deleteSeconds),
          key: `interaction:${keyId}`,
        }),
      );
      return isRefusal(done) ? done : { embeds: [doneEmbed(done)], components: [], update: true };
    },
  });

  return { kick: ask('kick'), ban: ask('ban'), buttons: [confirmed('kick'), confirmed('ban')] };
}
