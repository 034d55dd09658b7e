/** What can be heard of, each with what its `data` holds. */
export const EVENTS = {
  'bytes.moved': {
    about: 'Bytes moved: a transfer, a daily, a payment, a fee, an adjustment. `type` says which.',
    example: {
      type: 'transfer',
      amount: 50,
      reason: 'for the review',
      giver_id: '80351110224678912',
      receiver_id: '80351110224678913',
    },
  },
  'squad.joined': {
    about: 'Somebody came into a squad: by themselves or by staff.',
    example: {
      user_id: '80351110224678912',
      squad_id: '019a6c1e-7f2b-7c3d-9e4f-5a6b7c8d9e0f',
      name: 'Gophers',
      cost: 0,
    },
  },
  'squad.left': {
    about: 'Somebody is out of a squad: they left, staff took them out, it was deleted, or Discord refused the role.',
    example: { user_id: '80351110224678912', squad_id: '019a6c1e-7f2b-7c3d-9e4f-5a6b7c8d9e0f', name: 'Gophers' },
  },
  'squad.switched': {
    about: 'Somebody switched squads.',
    example: {
      user_id: '80351110224678912',
      from_squad_id: '019a6c1e-7f2b-7c3d-9e4f-5a6b7c8d9e0f',
      from_name: 'Gophers',
      squad_id: '019a6c1e-7f2b-7c3d-9e4f-5a6b7c8d9e10',
      name: 'Rustaceans',
      cost: 50,
    },
  },
  'case.created': {
    about: 'A case of moderation was opened, by whomever and wherever.',
    example: { number: 12, action: 'timeout', user_id: '80351110224678912', moderator_id: '80351110224678913' },
  },
  'case.updated': {
    about: 'Something happened to a case. `change` says what: applied, failed, noted, edited, resolved, …',
    example: { number: 12, action: 'timeout', user_id: '80351110224678912', change: 'resolved' },
  },
  'automod.acted': {
    about: 'A rule of auto-moderation matched; `outcome` says whether it acted.',
    example: {
      rule_id: '019a6c1e-7f2b-7c3d-9e4f-5a6b7c8d9e0f',
      rule_name: 'Dangerous files',
      outcome: 'fired',
      user_id: '80351110224678912',
    },
  },
  'automod.halted': {
    about: 'The emergency stop was pulled.',
    example: { actor_id: '80351110224678912' },
  },
  'automod.resumed': {
    about: 'Auto-moderation works again after an emergency stop.',
    example: { actor_id: '80351110224678912' },
  },
  'config.changed': {
    about: 'Somebody changed settings, squads or rules. `action` says what, as in the audit log.',
    example: { action: 'economy.config.changed', actor_id: '80351110224678912', target: null },
  },
} as const satisfies Record<string, { about: string; example: Readonly<Record<string, unknown>> }>;

export type EventType = keyof typeof EVENTS;
export const EVENT_TYPES = Object.keys(EVENTS) as readonly EventType[];

/** Sent by hand, to try a webhook. */
export const PING = 'ping';

export const NAME_LIMIT = 80;
/** Of one guild. */
export const MOST_WEBHOOKS = 20;
export const DELIVERY_STATES = ['pending', 'delivered', 'failed'] as const;
export type DeliveryState = (typeof DELIVERY_STATES)[number];

/** Whether it was not tried yet, or the first try is under way; who sends it again begins anew. */
export function isUnanswered(delivery: {
  readonly state: DeliveryState;
  readonly attempts: number;
  readonly responseStatus: number | null;
  readonly problem: string | null;
}): boolean {
  const { state, attempts, responseStatus, problem } = delivery;
  return state === 'pending' && (attempts === 0 || (responseStatus === null && problem === null));
}

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** After the first try, the second, …: about a day in all. */
const WAITS = [10 * SECOND, 30 * SECOND, 2 * MINUTE, 10 * MINUTE, 30 * MINUTE, HOUR, 3 * HOUR, 6 * HOUR, 12 * HOUR];
/** What the other side says is wrong with the request itself is not tried for a day. */
const TRIES_OF_REFUSED = 5;
/** A webhook that nothing reached for so long is switched off. */
export const PATIENCE = 3 * DAY;

/** What comes after a try. */
export type Verdict =
  | { readonly state: 'delivered' | 'failed' }
  /** The other side wants no more at all. */
  | { readonly state: 'gone' }
  | { readonly state: 'pending'; readonly after: number };

/**
 * @param status null when no answer came
 * @param attempts tries so far, this one included
 * @param chance 0 to 1; spreads tries that failed together
 */
export function judge(status: number | null, attempts: number, chance: number): Verdict {
  if (status !== null && status >= 200 && status < 300) return { state: 'delivered' };
  if (status === 410) return { state: 'gone' };
  const refused = status !== null && status >= 400 && status < 500 && ![408, 425, 429].includes(status);
  const wait = WAITS[attempts - 1];
  if (wait === undefined || (refused && attempts >= TRIES_OF_REFUSED)) return { state: 'failed' };
  return { state: 'pending', after: Math.round(wait * (0.8 + 0.4 * chance)) };
}
