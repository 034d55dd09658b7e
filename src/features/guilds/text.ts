import type { Refusal } from '../../shared/refusal.ts';

export type GuildsRefusal = 'unknown_time_zone';

/** Words this feature's refusals for whoever asked. */
export const guildsWording = {
  unknown_time_zone: ({ timezone }) =>
    `There is no time zone called "${timezone}" here. Take a name like Europe/Berlin or America/New_York.`,
} satisfies Record<GuildsRefusal, (context: Refusal['context']) => string>;
