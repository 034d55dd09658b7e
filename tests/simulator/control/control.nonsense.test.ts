import { afterAll, beforeAll, expect, test } from 'bun:test';
import { startSimulator, type TestSimulator } from '../../harness/simulator.ts';
import { COMMANDS } from '../interactions/commands.ts';

let discord: TestSimulator;
beforeAll(async () => {
  discord = await startSimulator();
  const client = await discord.connect();
  await client.application.commands.set(COMMANDS, [...client.guilds.cache.keys()][0] ?? '');
  discord.simulator.actors.join({ username: 'sam one', name: 'Sam' });
  discord.simulator.actors.join({ username: 'sam two', name: 'Sam' });
});
afterAll(() => discord.close());

async function post(path: string, body: unknown) {
  const response = await fetch(`${discord.url}/simulator/api/${path}`, {
    method: 'POST',
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
  return { status: response.status, ...((await response.json()) as { error: { code: string; message: string } }) };
}

const say = { as: 'ada', channel: 'general' };
const use = { ...say, name: 'try' };
const somewhere = '100000000000000009';

const CASES: readonly [what: string, path: string, body: unknown, status: number, message: RegExp][] = [
  ['no JSON', 'say', '{', 400, /not valid JSON/],
  ['a list', 'say', [], 400, /expected object/],
  ['null', 'say', 'null', 400, /expected object/],
  ['nothing at all', 'say', '', 400, /"as": is missing/],
  ['an unknown field', 'say', { ...say, content: 'x', contents: 'y' }, 400, /contents/],
  ['a number for a name', 'say', { ...say, as: 5, content: 'x' }, 400, /"as"/],
  ['an empty name', 'say', { ...say, as: ' ', content: 'x' }, 400, /"as"/],
  ['300 KB', 'say', { ...say, content: 'x'.repeat(300_000) }, 400, /at most 256 KB/],
  ['an unknown member', 'say', { ...say, as: 'nobody', content: 'x' }, 404, /no member "nobody"/],
  ['an ambiguous member', 'say', { ...say, as: 'sam', content: 'x' }, 400, /sam one.*sam two/],
  ['a name of the prototype', 'say', { ...say, as: '__proto__', content: 'x' }, 404, /__proto__/],
  ['an unknown channel', 'say', { ...say, channel: '#nowhere', content: 'x' }, 404, /no channel "#nowhere"/],
  ['an unknown guild', 'say', { ...say, guild: 'Atlantis', content: 'x' }, 404, /Atlantis/],
  ['a hidden channel', 'say', { ...say, channel: 'staff', content: 'x' }, 409, /can't see #staff/],
  ['an empty message', 'say', { ...say, content: '  ' }, 400, /needs text or a file/],
  ['2,001 characters', 'say', { ...say, content: 'x'.repeat(2001) }, 400, /at most 2000/],
  ['a file of negative size', 'say', { ...say, attachments: [{ filename: 'a', size: -1 }] }, 400, /attachments/],
  ['a reply to nothing', 'say', { ...say, content: 'x', reply_to: somewhere }, 404, /no message/],
  ['an edit of nothing', 'edit', { as: 'ada', message: somewhere, content: 'x' }, 404, /no message/],
  ['a message that is no id', 'delete', { as: 'ada', message: 'last' }, 400, /17 to 20 digits/],
  ['an unknown command', 'command', { ...say, name: 'fly' }, 404, /no command "fly"/],
  ['a command without its subcommand', 'command', { ...say, name: 'deep' }, 404, /flat, inner/],
  ['an unknown subcommand', 'command', { ...say, name: 'deep down' }, 404, /no subcommand "down"/],
  ['a command for moderators', 'command', { ...say, name: 'staff' }, 404, /ada can use/],
  ['a missing required option', 'command', { ...say, name: 'deep inner leaf' }, 400, /"must" is required/],
  ['an unknown option', 'command', { ...use, options: { wrod: 'x' } }, 400, /no option "wrod".*word/],
  ['1.5 for an integer', 'command', { ...use, options: { amount: 1.5 } }, 400, /whole number, not 1.5/],
  ['text for an integer', 'command', { ...use, options: { amount: 'many' } }, 400, /must be a number/],
  ['a value below the least', 'command', { ...use, options: { amount: 0 } }, 400, /at least 1/],
  ['a value above the most', 'command', { ...use, options: { amount: '101' } }, 400, /at most 100/],
  ['a huge number', 'command', { ...use, options: { share: 1e300 } }, 400, /out of range/],
  ['text that is too long', 'command', { ...use, options: { word: 'x'.repeat(11) } }, 400, /at most 10/],
  ['none of the choices', 'command', { ...use, options: { colour: 'mauve' } }, 400, /one of: Red/],
  ['no boolean', 'command', { ...use, options: { sure: 'maybe' } }, 400, /true or false/],
  ['an unknown user', 'command', { ...use, options: { who: 'nobody' } }, 400, /no user "nobody"/],
  ['an unknown role', 'command', { ...use, options: { rank: 'king' } }, 400, /no role "king"/],
  ['a list as an option', 'command', { ...use, options: { word: ['a'] } }, 400, /options.word/],
  ['a menu without target', 'command', { ...say, name: 'Wave at' }, 400, /needs a target/],
  ['a menu on nobody', 'command', { ...say, name: 'Wave at', target: 'nobody' }, 404, /no user/],
  ['autocomplete where there is none', 'autocomplete', { ...use, option: 'amount' }, 400, /no autocomplete/],
  ['a form that is not open', 'submit', { as: 'ada', custom_id: 'x', fields: {} }, 404, /no open form/],
  ['a press on nothing', 'press', { as: 'ada', message: somewhere, custom_id: 'x' }, 404, /no message/],
  ['a name that is too short', 'join', { username: 'x' }, 400, /"username"/],
  ['a name with a line end', 'join', { username: 'a\nb' }, 400, /"username"/],
  ['a member who joins', 'join', { username: 'ada' }, 409, /member already/],
  [
    'an account older than Discord',
    'join',
    { username: 'methuselah', account_age_days: 3_650_000 },
    400,
    /account_age_days/,
  ],
  ['an account from the future', 'join', { username: 'marty', account_age_days: -1 }, 400, /account_age_days/],
  ['the owner who leaves', 'leave', { member: 'grace' }, 409, /hand the guild over/],
  ['a stranger who leaves', 'leave', { member: 'stranger' }, 404, /no member/],
  ['a ban by a plain member', 'moderate', { as: 'ada', member: 'bob', action: 'ban' }, 409, /may not ban/],
  ['a kick of someone higher', 'moderate', { as: 'linus', member: 'grace', action: 'kick' }, 409, /above grace/],
  ['a timeout without duration', 'moderate', { as: 'linus', member: 'ada', action: 'timeout' }, 400, /duration/],
  [
    'a timeout of a year',
    'moderate',
    { as: 'linus', member: 'ada', action: 'timeout', duration: '52w' },
    400,
    /28 days/,
  ],
  [
    'a duration that is none',
    'moderate',
    { as: 'linus', member: 'ada', action: 'timeout', duration: 'soon' },
    400,
    /soon/,
  ],
  ['an unknown action', 'moderate', { as: 'linus', member: 'ada', action: 'hug' }, 400, /"action"/],
  [
    'a managed role',
    'moderate',
    { as: 'grace', member: 'ada', action: 'role_add', role: 'Smarter Dev' },
    409,
    /give or take/,
  ],
  ['the lifting of no ban', 'moderate', { as: 'linus', member: 'ada', action: 'unban' }, 409, /isn't banned/],
  ['the clock by "1x"', 'clock', { advance: '1x' }, 400, /1x/],
  ['the clock backwards', 'clock', { advance: '-1d' }, 400, /-1d/],
  ['the clock by nothing', 'clock', { advance: '0s' }, 400, /0s/],
  ['the clock by a number', 'clock', { advance: 5 }, 400, /"advance"/],
  ['the clock by aeons', 'clock', { advance: '999999w' }, 400, /999999w/],
  ['an unknown fault', 'faults', { gremlins: true }, 400, /gremlins/],
  ['an error rate of 2', 'faults', { errors: 2 }, 400, /"errors"/],
  ['a close code that is none', 'faults', { gateway: 'close:7' }, 400, /"gateway"/],
  ['an unknown path', 'dance', {}, 404, /There is: .*POST say/],
  ['a path of the prototype', 'constructor', {}, 404, /There is/],
];

test.each(CASES)('%s', async (_what, path, body, status, message) => {
  const answer = await post(path, body);
  expect(answer.error.message).toMatch(message);
  expect(answer.status).toBe(status);
  expect(answer.error.code).toMatch(/^[a-z_]+$/);
});

test('other methods, other paths and a wrong since are answered too', async () => {
  const get = async (path: string, init?: RequestInit) =>
    (await fetch(`${discord.url}/simulator/api/${path}`, init)).status;
  expect(await get('world', { method: 'DELETE' })).toBe(404);
  expect(await get('say')).toBe(404);
  expect(await get('wire?since=yesterday')).toBe(400);
  expect(await get('commands')).toBe(400);
  expect(await get('commands?as=nobody&channel=general')).toBe(404);
});

test('a page of another site may not use the API', async () => {
  const headers = { 'sec-fetch-site': 'cross-site' };
  const response = await fetch(`${discord.url}/simulator/api/reset`, { method: 'POST', headers });
  expect(response.status).toBe(403);
});
