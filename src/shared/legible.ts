/** Begin or end a run of text of another direction; one that is not ended turns round all that follows. */
const TURNING = /[\u202a-\u202e\u2066-\u2069]/g;

/** What somebody wrote, as one line that reads from its beginning to its end; `?` where nothing else is left. */
export function legible(text: string): string {
  const line = text.replace(TURNING, '').replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ');
  return line === '' && text !== '' ? '?' : line;
}
