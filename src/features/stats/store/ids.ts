/** The lowest UUIDv7 of a millisecond: every row written from then on has a higher id. */
export function firstId(time: number): string {
  const hex = Math.max(0, Math.floor(time)).toString(16).padStart(12, '0');
  return `${hex.slice(0, 8)}-${hex.slice(8)}-0000-0000-000000000000`;
}
