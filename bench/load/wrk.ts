import type { Children } from '../processes/children.ts';

const CONNECTIONS = 32;

export type Kind = 'hello' | 'transfer' | 'hot' | 'daily' | 'balance' | 'board' | 'cached' | 'stretch' | 'history';

export interface Load {
  readonly url: string;
  readonly kind: Kind;
  readonly keys?: readonly string[];
  readonly members: number;
  /** Where a sequence of members goes on. */
  readonly first?: number;
}

export interface Answered {
  readonly requests: number;
  /** Requests per second. */
  readonly rate: number;
  /** Milliseconds. */
  readonly p50: number;
  readonly p99: number;
}

/** Loads a server over 32 connections. @throws Error when one answer was not a success */
export async function load(
  children: Children,
  { url, kind, keys = ['-'], members, first = 0 }: Load,
  seconds: number,
): Promise<Answered> {
  const timing = ['-t1', `-c${CONNECTIONS}`, `-d${seconds}s`, '--timeout', '10s'];
  const script = [
    '-s',
    'bench/load/requests.lua',
    url,
    '--',
    kind,
    keys.join(','),
    String(members),
    crypto.randomUUID(),
    String(first),
  ];
  const output = await children.run(['wrk', ...timing, ...script], {}, seconds + 30);
  const [, json = ''] = /^RESULT (.*)$/m.exec(output) ?? [];
  const { requests, microseconds, p50, p99, refused, broken } = JSON.parse(json) as Record<string, number>;
  if (!requests || !microseconds || refused || broken)
    throw new Error(`${kind}: of ${requests} answers ${refused} were no success; ${broken} connections broke`);
  return { requests, rate: requests / (microseconds / 1e6), p50: p50 ?? 0, p99: p99 ?? 0 };
}
