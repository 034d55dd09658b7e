import type { Refusal } from '../../shared/refusal.ts';
import type { AutomodRefusal } from './model/index.ts';

/** One sentence of what is wrong and what to do, for every refusal of auto-moderation. */
export const automodWording = {
  automod_rule_unknown: () => 'There is no such rule in this server. Load the list of rules again.',
  automod_rule_changed: () => 'Somebody changed this rule meanwhile. Load it again, then make your change.',
  automod_rules_limit: ({ max }) => `A server can have ${Number(max)} rules. Delete one that you do not need.`,
  automod_patterns_limit: ({ max }) =>
    `All rules of a server together can have ${Number(max)} name patterns. Leave some out, or join them with |.`,
  automod_patterns_large: () =>
    'All name patterns of a server together would be too large to be tried on everybody who joins. Repeat less in some, or leave some out.',
  automod_rule_name_taken: ({ name }) => `There is a rule called “${name}” already. Choose another name.`,
  automod_order_incomplete: () =>
    'The order must name every rule of the server once. Load the rules again, then sort them.',
  automod_event_unknown: () => 'There is no such entry in this server’s log. Entries are kept for 30 days.',
  automod_nothing_to_undo: () =>
    'Nothing was done that can be taken back: only timeouts, bans and warnings can. Talk to the person instead.',
  automod_undone_before: () => 'This has been undone before. Load the log again to see by whom.',
  automod_undo_failed: ({ problem }) => `It could not be taken back: ${problem} Mend that, then try again.`,
  automod_message_unknown: () =>
    'This message is not remembered: only the last 200 of a server are, until the bot restarts. Test its text instead.',
  automod_bot_silent: () =>
    'The process that runs the bot did not answer within two seconds, and only it remembers what happened of late. Try again in a moment.',
  automod_state_changed: () => 'Somebody changed these settings meanwhile. Load them again, then make your change.',
} satisfies Record<AutomodRefusal, (context: Refusal['context']) => string>;
