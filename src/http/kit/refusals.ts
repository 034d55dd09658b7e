import type { Refusal } from '../../shared/refusal.ts';
import { problemResponse, requestId } from './problem.ts';

/** The status of every refusal that a feature's rules can give; their sentences are the features' own. */
export const REFUSAL_STATUS = {
  amount_not_a_number: 422,
  amount_not_whole: 422,
  amount_not_positive: 422,
  amount_too_large: 422,
  self_transfer: 422,
  receiver_is_bot: 422,
  receiver_departed: 409,
  receiver_unknown: 422,
  insufficient_balance: 409,
  cooldown_active: 409,
  balance_limit: 409,
  already_claimed: 409,
  economy_disabled: 409,
  daily_off: 409,
  no_earn_channel: 409,
  no_earn_role: 409,
  opted_out: 409,
  idempotency_conflict: 422,
  config_changed_meanwhile: 412,
  nothing_to_refund: 404,
  giver_unknown: 422,
  no_account: 404,
  not_ranked: 404,
  guild_unseen: 409,
  discord_away: 503,
  squad_unknown: 404,
  squad_inactive: 409,
  squad_role_problem: 409,
  squad_has_members: 409,
  squad_changed_meanwhile: 412,
  squad_name_taken: 409,
  squad_role_taken: 409,
  squads_full: 409,
  squads_order_stale: 409,
  already_member: 409,
  not_in_a_squad: 409,
  no_squads: 404,
  switch_cooldown: 409,
  cost_changed: 409,
  member_unknown: 422,
  member_is_bot: 422,
  not_in_this_squad: 404,
  squad_full: 409,
  too_few_received: 409,
  account_too_young: 409,
  role_required: 409,
  moderator_lacks_permission: 403,
  bot_lacks_permission: 409,
  target_is_self: 409,
  target_is_bot: 409,
  target_is_owner: 409,
  target_is_administrator: 409,
  target_departed: 409,
  target_above_moderator: 409,
  target_above_bot: 409,
  duration_unreadable: 422,
  duration_needed: 422,
  duration_too_short: 422,
  duration_too_long: 422,
  duration_not_for_this: 422,
  case_unknown: 404,
  case_changed_meanwhile: 412,
  case_not_running: 409,
  case_resolved_before: 409,
  case_not_resolved: 409,
  note_empty: 422,
  note_too_long: 422,
  reason_too_long: 422,
  user_unknown: 404,
  user_banned_already: 409,
  user_not_banned: 409,
  user_not_timed_out: 409,
  moderator_unknown: 409,
  webhook_unknown: 404,
  webhook_changed_meanwhile: 412,
  webhooks_limit: 409,
  webhook_url_refused: 422,
  webhook_off: 409,
  delivery_unknown: 404,
  automod_rule_unknown: 404,
  automod_rule_changed: 412,
  automod_rules_limit: 409,
  automod_patterns_limit: 409,
  automod_patterns_large: 409,
  automod_rule_name_taken: 409,
  automod_order_incomplete: 409,
  automod_event_unknown: 404,
  automod_nothing_to_undo: 409,
  automod_undone_before: 409,
  automod_undo_failed: 409,
  automod_message_unknown: 404,
  automod_bot_silent: 503,
  automod_state_changed: 412,
  unknown_time_zone: 422,
  api_key_unknown: 404,
  api_key_not_active: 409,
  api_key_replaced: 409,
  api_key_exceeds: 409,
  api_key_oneself: 409,
  expiry_past: 422,
} as const satisfies Record<string, number>;

export type RefusalCode = keyof typeof REFUSAL_STATUS;

/** A feature's sentences, by code. */
export type Wording<Code extends string = string> = Readonly<Record<Code, (context: Refusal['context']) => string>>;

/** Discord's way to write an instant: `<t:1700000000:R>`. */
const DISCORD_TIME = /<t:(\d+)(?::[a-zA-Z])?>/g;

/** The sentence of a refusal, with times as people outside Discord read them. */
export function sentence<Code extends string>(refusal: Refusal<Code>, wording: Wording<Code>): string {
  const text = wording[refusal.refused](refusal.context);
  return text.replace(DISCORD_TIME, (_whole, seconds: string) => `at ${instant(Number(seconds))}`);
}

function instant(epochSeconds: number): string {
  return Temporal.Instant.fromEpochMilliseconds(epochSeconds * 1000).toString();
}

/** `insufficient_balance` → `Insufficient balance`. */
function titleOf(code: string): string {
  const words = code.replaceAll('_', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** JSON has snake_case names throughout. */
function snaked(context: Refusal['context']): Refusal['context'] {
  const name = (key: string) => key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
  return Object.fromEntries(Object.entries(context).map(([key, value]) => [name(key), value]));
}

/** A refusal as one row of a bulk answer tells it. */
export function refusalProblem<Code extends RefusalCode>(refusal: Refusal<Code>, wording: Wording<Code>) {
  const { refused: code, context } = refusal;
  return {
    status: REFUSAL_STATUS[code],
    code,
    title: titleOf(code),
    detail: sentence(refusal, wording),
    context: snaked(context),
  };
}

/** A refusal as the answer to a request. */
export function refusalResponse<Code extends RefusalCode>(
  request: Request,
  refusal: Refusal<Code>,
  wording: Wording<Code>,
): Response {
  const problem = refusalProblem(refusal, wording);
  const headers = problem.status === 503 ? { 'retry-after': String(AWAY_SECONDS) } : {};
  return problemResponse({ ...problem, request_id: requestId(request) }, headers);
}

/** When to try again what needs somebody who is away. */
const AWAY_SECONDS = 10;
