import { describe, expect, test } from 'bun:test';
import { createLog } from '../../src/platform/log.ts';

const CANARY = 'canary-7f3a9c2e';

function capture(format: 'json' | 'pretty', level: 'info' | 'debug' = 'info') {
  const lines: string[] = [];
  const log = createLog({
    level,
    format,
    secrets: [CANARY, 'x"y\\z-secret'],
    stream: { write: (line) => lines.push(line) },
  });
  return { log, text: () => lines.join(''), lines };
}

describe('a JSON line', () => {
  test('holds level, time and message by name', () => {
    const { log, text } = capture('json');
    log.child({ req_id: 'r1' }).warn({ guild_id: '1' }, 'careful');
    const line = JSON.parse(text());
    expect(line).toMatchObject({ level: 'warn', msg: 'careful', req_id: 'r1', guild_id: '1' });
    expect(new Date(line.time).toISOString()).toBe(line.time);
    expect(line).not.toHaveProperty('hostname');
  });

  test.each(['a\nb', 'a\r\n{"level":"fatal"}', '\u001b[2J', '\u2028\u2029', '\u202e', '"}\n{"x":"'])(
    'stays one line with %j',
    (hostile) => {
      const { log, text } = capture('json');
      log.info({ name: hostile, [hostile]: 1 }, hostile);
      expect(text().trimEnd().split('\n')).toHaveLength(1);
      expect(JSON.parse(text())).toMatchObject({ name: hostile, msg: hostile });
    },
  );

  test('below the level is not written', () => {
    const { log, text } = capture('json');
    log.debug('no');
    expect(text()).toBe('');
  });
});

describe('a readable line', () => {
  test('says when, how important, and what', () => {
    const { log, text } = capture('pretty', 'debug');
    log.debug({ ms: 3 }, 'job done');
    expect(text()).toMatch(/^\[\d\d:\d\d:\d\d\.\d{3}\] DEBUG: job done \{"ms":3\}\n$/);
  });

  test.each(['a\nb', '\u001b[31mred', 'x\u202ey', '\u2028'])('spells out %j', (hostile) => {
    const { log, text } = capture('pretty');
    log.info({ name: hostile }, hostile);
    expect(text().split('\n')).toHaveLength(2);
    expect(text()).not.toContain(hostile);
  });

  test('keeps the lines of a stack', () => {
    const { log, text } = capture('pretty');
    log.error({ err: new Error('boom') }, 'failed');
    expect(text()).toContain('boom');
    expect(text().split('\n').length).toBeGreaterThan(4);
  });
});

describe.each(['json', 'pretty'] as const)('secrets in %s', (format) => {
  test.each([
    ['in the message', (log) => log.info(`the value is ${CANARY}`)],
    ['in a field', (log) => log.info({ value: CANARY })],
    ['in a key', (log) => log.info({ [CANARY]: 1 })],
    ['deep inside', (log) => log.info({ a: { b: [{ c: { d: CANARY } }] } })],
    ['in an error', (log) => log.error({ err: new Error(CANARY) }, 'failed')],
    ['in an error by itself', (log) => log.error(new Error(CANARY))],
    ['in a cause', (log) => log.error({ err: new Error('outer', { cause: new Error(CANARY) }) })],
    ['in a child', (log) => log.child({ x: CANARY }).info('x')],
    ['in an address', (log) => log.info(`https://h/?q=${encodeURIComponent(CANARY)}`)],
  ] as [string, (log: ReturnType<typeof createLog>) => void][])('%s', (_name, write) => {
    const { log, text } = capture(format);
    write(log);
    expect(text()).not.toContain(CANARY);
    expect(text()).toContain('[redacted]');
  });
});
