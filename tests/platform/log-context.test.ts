import { expect, test } from 'bun:test';
import { listen } from '../../src/http/listener.ts';
import { createLog } from '../../src/platform/log.ts';
import { logged } from '../../src/platform/log-context.ts';

test('every line that a request causes carries its id, also of requests that run at once', async () => {
  const lines: string[] = [];
  const log = createLog({ level: 'info', format: 'json', stream: { write: (line) => void lines.push(line) } });
  const listener = listen({ host: '127.0.0.1', port: 0, maxBody: 1024, log });
  listener.use(async ({ url }) => {
    const path = new URL(url).pathname;
    log.info({ path }, 'begun');
    await Bun.sleep(Math.random() * 20);
    setTimeout(() => log.info({ path }, 'later'), 1);
    await Bun.sleep(5);
    return new Response(path);
  });
  try {
    await Promise.all(
      Array.from({ length: 20 }, (_, n) =>
        fetch(`${listener.url}/${n}`, { headers: { 'x-request-id': `request-${n}` } }),
      ),
    );
  } finally {
    await listener.close(0);
  }
  const told = lines.map((line) => JSON.parse(line) as { path: string; req_id: string });
  expect(told).toHaveLength(40);
  for (const { path, req_id } of told) expect(req_id).toBe(`request-${path.slice(1)}`);
});

test('a line that names another request keeps that, and outside of requests there is none', () => {
  const lines: string[] = [];
  const log = createLog({ level: 'info', format: 'json', stream: { write: (line) => void lines.push(line) } });
  logged({ req_id: 'outer-request' }, () => log.info({ req_id: 'inner-request' }, 'named'));
  log.info('alone');
  expect(JSON.parse(lines[0] ?? '')).toMatchObject({ req_id: 'inner-request' });
  expect(lines[0]?.match(/req_id/g)).toHaveLength(1);
  expect(JSON.parse(lines[1] ?? '')).not.toHaveProperty('req_id');
});
