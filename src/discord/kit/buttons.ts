import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';
import type { Snowflake } from '../../shared/ids.ts';
import { type Refusal, refuse } from '../../shared/refusal.ts';

export interface SignedAction {
  /** Names the handler: `bytes.send`. */
  readonly action: string;
  /** Who alone may press it. */
  readonly owner: Snowflake | 'anyone';
  /** Epoch milliseconds, kept to the second; null never expires. */
  readonly expiresAt: number | null;
  /** Numbers and ids take the least room. */
  readonly args?: readonly string[];
}

export interface Signer {
  /**
   * Makes a `custom_id` that carries everything its handler needs, so that it survives a restart.
   * @throws RangeError when it would exceed Discord's 100 characters: carry less.
   */
  sign(action: SignedAction): string;
  /** Who pressed is `userId`; `now` is epoch milliseconds. A single use is up to the feature's idempotency key. */
  read(customId: string, userId: Snowflake, now: number): ReadAction | Refusal<'not_yours' | 'expired' | 'forged'>;
}

export interface ReadAction {
  readonly action: string;
  readonly args: readonly string[];
}

const LONGEST = 100;
/** 14 base64url characters: 84 bits. */
const SIGNATURE_LENGTH = 14;
const SEPARATOR = '|';

/** Signs and reads the `custom_id` of buttons, selects and modals with a key derived from the session secret. */
export function createSigner(secret: string): Signer {
  const key = Buffer.from(hkdfSync('sha256', secret, '', 'smarter-dev discord custom_id', 32));

  function signature(body: string): string {
    return createHmac('sha256', key).update(body).digest('base64url').slice(0, SIGNATURE_LENGTH);
  }

  return {
    sign({ action, owner, expiresAt, args = [] }) {
      const deadline = expiresAt === null ? '' : Math.ceil(expiresAt / 1000).toString(36);
      const body = [action, owner === 'anyone' ? '' : pack(owner), deadline, ...args.map(pack)].join(SEPARATOR);
      const customId = `${body}${SEPARATOR}${signature(body)}`;
      if (customId.length > LONGEST) throw new RangeError(`custom_id of ${customId.length} characters: ${customId}`);
      return customId;
    },
    read(customId, userId, now) {
      const end = customId.lastIndexOf(SEPARATOR);
      const body = customId.slice(0, Math.max(end, 0));
      if (!same(customId.slice(end + 1), signature(body))) return refuse('forged');
      const [action = '', owner = '', deadline = '', ...args] = body.split(SEPARATOR);
      if (owner !== '' && owner !== pack(userId)) return refuse('not_yours', { owner: unpack(owner) });
      const expiresAt = Number.parseInt(deadline, 36) * 1000;
      if (deadline !== '' && now >= expiresAt) return refuse('expired', { expiredAt: expiresAt });
      return { action, args: args.map(unpack) };
    },
  };
}

function same(given: string, expected: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(expected)];
  return a.length === b.length && timingSafeEqual(a, b);
}

const WHOLE_NUMBER = /^(0|[1-9]\d*)$/;
const NUMBER_MARK = '=';

/** Whole numbers shrink to base 36, other text is kept, less the characters that mean something here. */
function pack(text: string): string {
  if (WHOLE_NUMBER.test(text)) return NUMBER_MARK + BigInt(text).toString(36);
  return text.replace(/[%|=]/g, (character) => encodeURIComponent(character));
}

function unpack(packed: string): string {
  if (packed.startsWith(NUMBER_MARK)) return base36(packed.slice(1)).toString();
  return packed.replace(/%(25|7C|3D)/g, decodeURIComponent);
}

function base36(digits: string): bigint {
  let value = 0n;
  for (const digit of digits) value = value * 36n + BigInt(Number.parseInt(digit, 36));
  return value;
}
