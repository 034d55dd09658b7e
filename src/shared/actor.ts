/** Who acts, for the audit log. */
export interface Actor {
  readonly id: string;
  readonly name?: string | null;
  readonly requestId?: string | null;
  readonly ip?: string | null;
}

/** An actor as an audit entry names one. */
export function authorship({ id, name = null, requestId = null, ip = null }: Actor) {
  return { actorId: id, actorName: name, requestId, ip };
}
