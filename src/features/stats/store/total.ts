/**
 * The sum of a column, of some rows alone when asked; at most what a number holds exactly, which amounts near the limit
 * of a balance go beyond.
 */
export function total(column: string, only = 'true'): string {
  return `least(coalesce(sum(${column}) FILTER (WHERE ${only}), 0), ${Number.MAX_SAFE_INTEGER})::bigint`;
}
