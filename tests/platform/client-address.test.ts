import { expect, test } from 'bun:test';
import { createClientAddress } from '../../src/platform/client-address.ts';

const trusting = createClientAddress(['127.0.0.1', '10.0.0.0/8', 'fd00::/8']);

const from = (forwarded: string | null) =>
  new Request('http://localhost/', forwarded === null ? {} : { headers: { 'x-forwarded-for': forwarded } });

test.each([
  ['without a proxy', '203.0.113.7', null, '203.0.113.7'],
  ['a stranger’s claim', '203.0.113.7', '198.51.100.1', '203.0.113.7'],
  ['a proxy’s word', '127.0.0.1', '198.51.100.1', '198.51.100.1'],
  ['a chain of proxies', '127.0.0.1', '198.51.100.1, 10.1.2.3', '198.51.100.1'],
  ['what the client itself claimed before the proxy', '127.0.0.1', '8.8.8.8, 198.51.100.1', '198.51.100.1'],
  ['proxies all the way', '127.0.0.1', '10.0.0.1, 10.0.0.2', '10.0.0.1'],
  ['a proxy that says nothing', '127.0.0.1', null, '127.0.0.1'],
  ['nonsense', '127.0.0.1', '<script>', '127.0.0.1'],
  ['nonsense behind a proxy', '127.0.0.1', 'unknown, 10.1.2.3', '10.1.2.3'],
  ['IPv4 over an IPv6 socket', '::ffff:127.0.0.1', '::ffff:198.51.100.1', '198.51.100.1'],
  ['IPv6', 'fd12::1', '2001:db8::7', '2001:db8::7'],
  ['no socket at all', null, '198.51.100.1', 'unknown'],
])('%s', (_name, peer, forwarded, expected) => {
  expect(trusting(from(forwarded), peer)).toBe(expected);
});

test('nobody is trusted unless he is named', () => {
  expect(createClientAddress([])(from('198.51.100.1'), '127.0.0.1')).toBe('127.0.0.1');
});
