import { lookup as resolve } from 'node:dns/promises';
import { request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { BlockList, isIP } from 'node:net';

/** Somebody else's server was not reached, or is none that we talk to; the message is a sentence. */
export class OutboundFailure extends Error {
  override readonly name = 'OutboundFailure';
}

export interface OutboundAnswer {
  readonly status: number;
  /** The first kilobyte of the body. */
  readonly excerpt: string;
}

export interface Outbound {
  /** Why this address cannot be used, in a sentence; null when it looks right. Asks nobody. */
  problemOf(address: string): string | null;
  /**
   * Posts to an address that somebody else chose. No redirect is followed, and nothing inside our own network is reached:
   * the name is resolved once, every address is looked at, and the connection goes to one that was.
   * @throws OutboundFailure
   */
  post(address: string, headers: Readonly<Record<string, string>>, body: string): Promise<OutboundAnswer>;
}

interface OutboundOptions {
  /** Also http, and machines of one's own network; for development and trusted operators. */
  readonly allowPrivate: boolean;
  /** Milliseconds for all of it. */
  readonly deadline?: number;
}

const LONGEST_ADDRESS = 500;
const EXCERPT = 1_024;

/** Networks that are not the public internet (RFC 6890 and its like). */
const SPECIAL: readonly (readonly [network: string, bits: number, family: 'ipv4' | 'ipv6'])[] = [
  ['0.0.0.0', 8, 'ipv4'],
  ['10.0.0.0', 8, 'ipv4'],
  ['100.64.0.0', 10, 'ipv4'],
  ['127.0.0.0', 8, 'ipv4'],
  ['169.254.0.0', 16, 'ipv4'],
  ['172.16.0.0', 12, 'ipv4'],
  ['192.0.0.0', 24, 'ipv4'],
  ['192.0.2.0', 24, 'ipv4'],
  ['192.88.99.0', 24, 'ipv4'],
  ['192.168.0.0', 16, 'ipv4'],
  ['198.18.0.0', 15, 'ipv4'],
  ['198.51.100.0', 24, 'ipv4'],
  ['203.0.113.0', 24, 'ipv4'],
  ['224.0.0.0', 4, 'ipv4'],
  ['240.0.0.0', 4, 'ipv4'],
  // Of IPv6 only global unicast is public, and of that not what carries IPv4 or is for documents.
  ['::', 3, 'ipv6'],
  ['4000::', 2, 'ipv6'],
  ['8000::', 1, 'ipv6'],
  ['2001::', 23, 'ipv6'],
  ['2001:db8::', 32, 'ipv6'],
  ['2002::', 16, 'ipv6'],
  ['3fff::', 20, 'ipv6'],
];

/** One list a family: a list takes an IPv4 address for its mapped IPv6 one too, and `::/3` holds all of those. */
const special = { ipv4: new BlockList(), ipv6: new BlockList() };
for (const [network, bits, family] of SPECIAL) special[family].addSubnet(network, bits, family);

/** Whether an address is one of the public internet. @param ip IPv4 or IPv6, without brackets */
export function isPublicAddress(ip: string): boolean {
  const plain = ip.replace(/^::ffff:(?=\d+\.)/i, '');
  const family = ({ 4: 'ipv4', 6: 'ipv6' } as const)[isIP(plain)];
  return family !== undefined && !special[family].check(plain, family);
}

/** Whether a host is ours by its looks. @param hostname as in a URL */
function isInside(hostname: string): boolean {
  const bare = hostname.replace(/^\[|\]$/g, '');
  if (isIP(bare) !== 0) return !isPublicAddress(bare);
  return /(?:^|\.)(?:localhost|local|internal)\.?$/i.test(bare);
}

export function createOutbound({ allowPrivate, deadline = 10_000 }: OutboundOptions): Outbound {
  function problemOf(address: string): string | null {
    if (address.length > LONGEST_ADDRESS) return `Keep the address to ${LONGEST_ADDRESS} characters.`;
    if (!URL.canParse(address)) return 'This is no address. Write it like https://example.com/hook.';
    const { protocol, username, password, hostname } = new URL(address);
    if (protocol !== 'https:' && !(allowPrivate && protocol === 'http:'))
      return 'The address must begin with https://.';
    if (username !== '' || password !== '') return 'Leave name and password out of the address; check the signature.';
    return !allowPrivate && isInside(hostname) ? INSIDE : null;
  }

  async function addressOf(hostname: string): Promise<{ address: string; family: number }> {
    const bare = hostname.replace(/^\[|\]$/g, '');
    const found = await resolve(bare, { all: true }).catch(() => []);
    const [first] = found;
    if (!first) throw new OutboundFailure(`There is no server called ${bare}.`);
    if (!allowPrivate && !found.every(({ address }) => isPublicAddress(address))) throw new OutboundFailure(INSIDE);
    return first;
  }

  return {
    problemOf,
    async post(address, headers, body) {
      const problem = problemOf(address);
      if (problem) throw new OutboundFailure(problem);
      const url = new URL(address);
      const over = AbortSignal.timeout(deadline);
      const place = await Promise.race([addressOf(url.hostname), aborted(over)]);
      return send(url, place, { headers, body, over });
    },
  };
}

const INSIDE = 'This address is inside a private network, where webhooks are not sent.';

interface Sending {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly over: AbortSignal;
}

function send(url: URL, { address, family }: { address: string; family: number }, { headers, body, over }: Sending) {
  const { promise, resolve: done, reject } = Promise.withResolvers<OutboundAnswer>();
  const fail = (error: Error) =>
    reject(new OutboundFailure(over.aborted ? LATE : `The server was not reached: ${error.message}`));
  const ask = (url.protocol === 'https:' ? httpsRequest : httpRequest)(
    url,
    {
      method: 'POST',
      headers: { ...headers, 'content-length': String(Buffer.byteLength(body)) },
      signal: over,
      agent: false,
      // The name was looked up and judged; another look might find another address.
      lookup: (_name, options, answer) =>
        options.all ? answer(null, [{ address, family }]) : answer(null, address, family),
    },
    (answer) => {
      let excerpt = '';
      answer.setEncoding('utf8');
      answer.on('data', (part: string) => {
        excerpt += part.slice(0, EXCERPT - excerpt.length);
        if (excerpt.length >= EXCERPT) answer.destroy();
      });
      const end = () => done({ status: answer.statusCode ?? 0, excerpt });
      answer.on('end', end);
      answer.on('close', end);
      answer.on('error', fail);
    },
  );
  ask.on('error', fail);
  ask.end(body);
  return promise;
}

const LATE = 'The server did not answer in time.';

function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => signal.addEventListener('abort', () => reject(new OutboundFailure(LATE))));
}
