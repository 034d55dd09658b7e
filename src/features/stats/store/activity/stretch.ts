import { FIRST_UUID, LAST_UUID } from '../../../../shared/ids.ts';
import type { ActivityKind, Sight } from '../../model.ts';

/** A stretch of the stream: newer than one id, older than another, newest first. */
export interface Stretch extends Sight {
  readonly kinds?: readonly ActivityKind[] | undefined;
  /** Bytes that this person gave or was given; nothing else. */
  readonly userId?: string | undefined;
  readonly after?: string | undefined;
  readonly before?: string | undefined;
  readonly limit: number;
}

/** The first three parameters of a walk. */
export const WALK = 'id > $1::uuid AND id < $2::uuid';
export const NEWEST = 'ORDER BY id DESC LIMIT $3::integer';

export function walkFrom({ after = FIRST_UUID, before = LAST_UUID, limit }: Stretch): unknown[] {
  return [after, before, limit];
}
