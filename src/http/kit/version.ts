import { Refused } from './problem.ts';

/** The ETag of something that counts its changes. */
export function etag(version: number): string {
  return `"${version}"`;
}

/** A version for settings that do not count their changes: the same settings have the same one. */
export function versionOf(value: object): number {
  return Bun.hash.crc32(JSON.stringify(value)) % 1_000_000_000;
}

/**
 * The version that the client means to replace, from `If-Match: "3"`.
 * @throws Refused 428 without the header, 412 when it is no ETag of ours
 */
export function expectedVersion(request: Request): number {
  const given = request.headers.get('if-match');
  if (given === null) throw new Refused('version_required');
  const [, version] = /^"(\d{1,9})"$/.exec(given.trim()) ?? [];
  if (version === undefined) throw new Refused('version_mismatch');
  return Number(version);
}
