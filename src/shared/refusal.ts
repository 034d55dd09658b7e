/**
 * A rule's "no": the person asked for something that is understood but not allowed. Refusals are returned, never
 * thrown; each edge words every code of its feature. Exceptions are bugs or a broken outside.
 */
export interface Refusal<Code extends string = string> {
  readonly refused: Code;
  /** What the wording needs: amounts, dates (epoch milliseconds), ids. JSON values only. */
  readonly context: Readonly<Record<string, string | number | boolean | null>>;
}

export function refuse<Code extends string>(refused: Code, context: Refusal['context'] = {}): Refusal<Code> {
  return { refused, context };
}

export function isRefusal(value: unknown): value is Refusal {
  return typeof value === 'object' && value !== null && 'refused' in value;
}
