import { Refused } from './problem.ts';

/** The ETag of something that counts its changes. */
export function etag(version: number): string {
  return `"${version}"`;
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
