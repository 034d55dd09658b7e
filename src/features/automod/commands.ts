import {
  type ChatInputCommandInteraction,
  InteractionContextType,
  ApplicationCommandOptionType as Option,
  PermissionFlagsBits,
  type RESTPostAPIApplicationCommandsJSONBody,
} from 'discord.js';
import type { BotModule, Guild, Outcome } from '../../discord/kit/contract.ts';
import { info, plain, success, warning } from '../../discord/kit/embeds.ts';
import { memberPermissions } from '../../discord/kit/preconditions.ts';
import type { Actor } from '../guilds/service.ts';
import { HALT_REASON_LIMIT, type RuleProblem } from './model/index.ts';
import type { Automod } from './service/index.ts';
import { automodWording } from './text.ts';

const command: RESTPostAPIApplicationCommandsJSONBody = {
  name: 'automod',
  description: 'Stop auto-moderation at once, let it go on, or see how it stands',
  contexts: [InteractionContextType.Guild],
  default_member_permissions: String(PermissionFlagsBits.ModerateMembers),
  options: [
    {
      type: Option.Subcommand,
      name: 'stop',
      description: 'Emergency stop: no rule does anything any more',
      options: [
        {
          type: Option.String,
          name: 'reason',
          description: 'Why, for the other moderators',
          max_length: HALT_REASON_LIMIT,
        },
      ],
    },
    { type: Option.Subcommand, name: 'resume', description: 'Let the rules work again' },
    { type: Option.Subcommand, name: 'status', description: 'Which rules there are and what they do' },
  ],
};

const MARKS = { off: '⚪', shadow: '👁️', live: '🟢' } as const;

/** `/automod`: the emergency stop, for moderators. */
export function createAutomodCommands({ automod }: { readonly automod: Automod }): BotModule {
  async function stop(interaction: Guild<ChatInputCommandInteraction>): Promise<Outcome> {
    const reason = interaction.options.getString('reason');
    const { haltedAt, haltedBy } = await automod.halt(interaction.guildId, reason, actorOf(interaction));
    const since = `<t:${Math.floor((haltedAt ?? 0) / 1000)}:R> by <@${haltedBy}>`;
    return {
      embeds: [
        warning(
          'Auto-moderation is stopped',
          `No rule does anything. Stopped ${since}. Go on with \`/automod resume\`.`,
        ),
      ],
    };
  }

  async function resume(interaction: Guild<ChatInputCommandInteraction>): Promise<Outcome> {
    await automod.resume(interaction.guildId, actorOf(interaction));
    return { embeds: [success('Auto-moderation works', 'The rules do what they are set to again.')] };
  }

  async function status({ guildId }: Guild<ChatInputCommandInteraction>): Promise<Outcome> {
    const [rules, { haltedAt }, problems] = await Promise.all([
      automod.rules(guildId),
      automod.state(guildId),
      automod.problems(guildId),
    ]);
    const lines = rules.map(({ id, name, mode, trippedAt }) => {
      const notes = problems.filter(({ ruleId }) => ruleId === id).map(noteOf);
      if (trippedAt !== null) notes.push(TRIPPED);
      return [`${MARKS[mode]} ${plain(name)} (${mode})`, ...notes.map((note) => `  ${note}`)].join('\n');
    });
    const text = lines.length > 0 ? lines.join('\n') : 'There are no rules yet.';
    const title = haltedAt === null ? 'Auto-moderation' : 'Auto-moderation is stopped';
    return { embeds: [(haltedAt === null ? info : warning)(title, text)], ephemeral: true };
  }

  return {
    commands: [
      {
        kind: 'slash',
        data: command,
        preconditions: [memberPermissions('ModerateMembers')],
        handlers: { stop, resume, status },
      },
    ],
    wording: automodWording,
  };
}

const TRIPPED = 'Only alerts: it would have removed too many people. Save it again to mend that.';

function noteOf({ cannot, why, channelId }: RuleProblem): string {
  return `⚠️ It cannot ${cannot}${channelId === null ? '' : ` in <#${channelId}>`}. ${why}`;
}

function actorOf({ user }: ChatInputCommandInteraction): Actor {
  return { id: user.id, name: user.username };
}
