import { randomBytes } from 'node:crypto';
import { DiscordAPIError, RESTJSONErrorCodes } from 'discord.js';
import type { Log } from '../../platform/log.ts';

const TOO_LATE: readonly (string | number)[] = [
  RESTJSONErrorCodes.UnknownInteraction,
  RESTJSONErrorCodes.InteractionHasAlreadyBeenAcknowledged,
];

/** Whether Discord no longer takes an answer: the three seconds are over, or another process answered. */
export function isTooLate(error: unknown): boolean {
  return error instanceof DiscordAPIError && TOO_LATE.includes(error.code);
}

/** Letters and digits that nobody mixes up when reading them aloud. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** Logs a bug under a short id (`E-7K2Q`) that its user can quote. */
export function reportFailure(log: Log, error: unknown, where: Readonly<Record<string, unknown>>): string {
  const id = `E-${[...randomBytes(4)].map((byte) => ALPHABET[byte % ALPHABET.length]).join('')}`;
  log.error({ err: error, error_id: id, ...where }, 'interaction failed');
  return id;
}
