import type { APIEmbed } from 'discord.js';
import type { Log } from '../../platform/log.ts';
import type { Refusal } from '../../shared/refusal.ts';
import type { BotModule } from '../kit/contract.ts';
import { error, plain, warning } from '../kit/embeds.ts';

type Words = NonNullable<BotModule['wording']>;

/** What the core itself refuses; a module may word any of these differently. */
const CORE: Words = {
  guild_only: () => 'This works in a server only. Open a server that I am in and try again there.',
  unknown_command: () => 'I no longer know this command. Type / to pick from the current list.',
  unknown_component: () => 'This button belongs to an older version of me. Run the command again to get a fresh one.',
  not_yours: () => 'This button belongs to someone else. Run the command yourself to get your own.',
  expired: () => 'This has expired. Run the command again to get a fresh one.',
  forged: () => 'This button is not valid any more. Run the command again to get one that works.',
  missing_permissions: ({ permissions }) =>
    `You need the permission **${permissions}** here. Ask an admin of this server.`,
  bot_missing_permissions: ({ permissions }) =>
    `I lack the permission **${permissions}** here. Ask an admin to give it to my role.`,
  too_soon: ({ until }) => `You just did that. Try again <t:${Math.ceil(Number(until) / 1000)}:R>.`,
  too_slow: () => 'That took me too long to open. Please try again.',
  restarting: () => 'I am restarting right now. Try again in a few seconds.',
};

/** Words a refusal for the person who acted: the module's sentence, else the core's; the code in the footer. */
export function refusalEmbed(refusal: Refusal, words: Words | undefined, log: Log): APIEmbed {
  const { refused: code, context } = refusal;
  const word = words?.[code] ?? CORE[code];
  if (!word) log.error({ code }, 'a refusal has no wording');
  return warning('That did not work', word ? word(context) : 'That is not possible right now.', { footer: code });
}

/** What the user sees of a bug. */
export function failureEmbed(id: string): APIEmbed {
  return error(
    'Something went wrong',
    `Something went wrong on our side. Try again; if it happens again, tell a moderator and quote ${plain(id)}.`,
    { footer: id },
  );
}
