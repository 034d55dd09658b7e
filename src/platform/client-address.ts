import { BlockList, isIP } from 'node:net';

/**
 * The address that a request came from. `peer` is the other end of the connection; X-Forwarded-For counts only as far
 * as trusted proxies vouch for it.
 */
export type ClientAddress = (request: Request, peer: string | null) => string;

/** @param trusted addresses and CIDR ranges of our own reverse proxies */
export function createClientAddress(trusted: readonly string[]): ClientAddress {
  const proxies = listOf(trusted);
  const isProxy = (address: string) => isIP(address) !== 0 && proxies.check(address, family(address));

  return (request, peer) => {
    const hops = (request.headers.get('x-forwarded-for') ?? '').split(',').map((hop) => plain(hop.trim()));
    let address = plain(peer ?? 'unknown');
    while (isProxy(address)) {
      const before = hops.pop();
      if (before === undefined || isIP(before) === 0) break;
      address = before;
    }
    return address;
  };
}

function listOf(networks: readonly string[]): BlockList {
  const list = new BlockList();
  for (const network of networks) {
    const [address = '', bits] = network.split('/');
    if (bits === undefined) list.addAddress(address, family(address));
    else list.addSubnet(address, Number(bits), family(address));
  }
  return list;
}

function family(address: string): 'ipv4' | 'ipv6' {
  return isIP(address) === 6 ? 'ipv6' : 'ipv4';
}

/** An IPv4 address that came over an IPv6 socket is that IPv4 address. */
function plain(address: string): string {
  return address.replace(/^::ffff:(?=\d+\.)/i, '');
}
