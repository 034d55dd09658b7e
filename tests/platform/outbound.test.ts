import { afterAll, describe, expect, test } from 'bun:test';
import { createOutbound, isPublicAddress, OutboundFailure } from '../../src/platform/outbound.ts';

const strict = createOutbound({ allowPrivate: false });
const open = createOutbound({ allowPrivate: true, deadline: 600 });

const seen: string[] = [];
const server = Bun.serve({
  port: 0,
  hostname: '127.0.0.1',
  async fetch(request) {
    const { pathname } = new URL(request.url);
    seen.push(pathname);
    if (pathname === '/away') return Response.redirect('/target', 307);
    if (pathname === '/huge') return new Response('x'.repeat(8_000_000));
    if (pathname === '/slow') await Bun.sleep(3_000);
    if (pathname === '/gone') return new Response('no more', { status: 410 });
    return new Response(`${request.headers.get('x-sign')} ${await request.text()}`);
  },
});
const base = `http://127.0.0.1:${server.port}`;
afterAll(() => server.stop(true));

describe('addresses of our own network', () => {
  const inside = [
    'https://127.0.0.1/',
    'https://127.0.0.1./',
    'https://127.1/',
    'https://2130706433/',
    'https://0x7f000001/',
    'https://0x7f.0.0.1/',
    'https://017700000001/',
    'https://0.0.0.0/',
    'https://10.1.2.3/',
    'https://100.64.0.1/',
    'https://169.254.169.254/latest/meta-data/',
    'https://172.31.255.255/',
    'https://192.168.0.1/',
    'https://[::1]/',
    'https://[::]/',
    'https://[::ffff:127.0.0.1]/',
    'https://[::ffff:7f00:1]/',
    'https://[::127.0.0.1]/',
    'https://[64:ff9b::7f00:1]/',
    'https://[fe80::1]/',
    'https://[fd00:ec2::254]/',
    'https://[2002:7f00:1::]/',
    'https://localhost/',
    'https://LOCALHOST./',
    'https://a.localhost/',
    'https://metadata.google.internal/',
  ];
  test.each(inside)('%s is refused when it is saved', (address) => {
    expect(strict.problemOf(address)).toContain('private network');
  });
  test.each(inside)('%s is refused when it is sent to', async (address) => {
    await expect(strict.post(address, {}, '{}')).rejects.toBeInstanceOf(OutboundFailure);
  });
  test.each([
    'http://example.com/',
    'ftp://example.com/',
    'file:///etc/passwd',
    'https://user:secret@example.com/',
    'https://user@example.com/',
    'nothing',
    '',
    `https://example.com/${'a'.repeat(600)}`,
  ])('%s is refused with a sentence', (address) => {
    expect(strict.problemOf(address)).toMatch(/\.$/);
  });
  test.each(['1.1.1.1', '93.184.215.14', '172.32.0.1', '2606:4700:4700::1111'])('%s is public', (ip) => {
    expect(isPublicAddress(ip)).toBe(true);
    expect(strict.problemOf(`https://${ip.includes(':') ? `[${ip}]` : ip}/`)).toBeNull();
  });
  test.each(['::ffff:127.0.0.1', '::ffff:7f00:1', 'fe80::1%lo', '255.255.255.255', 'x', ''])('%p is not', (ip) => {
    expect(isPublicAddress(ip)).toBe(false);
  });
});

describe('sending', () => {
  test('carries headers and body', async () => {
    expect(await open.post(`${base}/`, { 'x-sign': 'v1' }, '{"ä":1}')).toEqual({ status: 200, excerpt: 'v1 {"ä":1}' });
  });
  test('connects to the address that was looked at', async () => {
    const answer = await open.post(`http://localhost:${server.port}/`, {}, 'a').catch((error: Error) => error.message);
    expect(answer).toEqual({ status: 200, excerpt: 'null a' });
  });
  test('follows no redirect', async () => {
    expect((await open.post(`${base}/away`, {}, '{}')).status).toBe(307);
    expect(seen).not.toContain('/target');
  });
  test('keeps a kilobyte of a huge answer', async () => {
    expect((await open.post(`${base}/huge`, {}, '{}')).excerpt).toHaveLength(1_024);
  });
  test('gives up in time', async () => {
    const began = performance.now();
    await expect(open.post(`${base}/slow`, {}, '{}')).rejects.toThrow('in time');
    await open.post(`${base}/slow`, {}, '{}').catch(() => undefined);
    expect(performance.now() - began).toBeLessThan(2_500);
  });
  test('hands back what was answered', async () => {
    expect(await open.post(`${base}/gone`, {}, '{}')).toEqual({ status: 410, excerpt: 'no more' });
  });
});
