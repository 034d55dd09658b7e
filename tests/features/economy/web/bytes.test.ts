import { afterAll, beforeAll, describe, expect, setDefaultTimeout, test } from 'bun:test';
import { startTestApp, type TestApp } from '../../../harness/app.ts';
import { createJar, type Jar } from '../../../harness/jar.ts';

setDefaultTimeout(60_000);

let app: TestApp;
let guildId: string;
let roles: { id: string; name: string }[];
let path: string;
let grace: Jar;
let second: Jar;

beforeAll(async () => {
  app = await startTestApp({ ADMIN_DISCORD_IDS: '' });
  const world = await app.get<{ guilds: { id: string; roles: { id: string; name: string }[] }[] }>('world');
  guildId = world.guilds[0]?.id ?? '';
  roles = world.guilds[0]?.roles ?? [];
  path = `/admin/guilds/${guildId}/bytes`;
  [grace, second] = await Promise.all([signedIn('grace'), signedIn('grace')]);
});
afterAll(() => app.close());

async function signedIn(username: string): Promise<Jar> {
  const jar = createJar(app.url);
  await jar.post('/login', { username });
  return jar;
}

const roleId = (name: string) => roles.find((role) => role.name === name)?.id ?? '';

function version(page: string): string {
  return /name="version" value="(\d+)"/.exec(page)?.[1] ?? '';
}

const RIGHT: Readonly<Record<string, string>> = {
  enabled: 'on',
  startingBalance: '100',
  dailyAmount: '10',
  dailyCap: '',
  maxTransfer: '1000',
  cooldownHours: '0',
  streakMode: 'tier',
  rewardCounting: 'net',
};

/** The form as the page has it, with other values. */
async function save(jar: Jar, values: Record<string, string> = {}, rows: readonly (readonly [string, string])[] = []) {
  const drawnFrom = values.version ?? version((await jar.get(path)).text);
  return jar.post(path, [...Object.entries({ ...RIGHT, version: drawnFrom, ...values }), ...rows]);
}

const bonus = (name: string, days: string, multiplier: string): (readonly [string, string])[] => [
  ['bonusName', name],
  ['bonusDays', days],
  ['bonusMultiplier', multiplier],
];

const reward = (role: string, amount: string): (readonly [string, string])[] => [
  ['rewardRole', role],
  ['rewardAmount', amount],
];

describe('the page of bytes', () => {
  test('shows every setting, the forecast, the ledger and the top ten', async () => {
    const { status, text } = await grace.get(path);
    expect(status).toBe(200);
    for (const part of [
      'Daily amount',
      'Streak bonuses',
      'Role rewards',
      'A member who never misses a day',
      'Top ten',
      'Check the ledger',
      'CHAR',
      'This role can moderate or manage the server',
    ])
      expect(text).toContain(part);
  });

  test('a saved change is what the bot pays next', async () => {
    const saved = await save(grace, { dailyAmount: '1,234' }, [
      ...bonus('LATE', '30', '3'),
      ...bonus('', '', ''),
      ...bonus('EARLY', '7', '2'),
    ]);
    expect([saved.status, saved.location]).toEqual([303, path]);
    const { text } = await grace.get(path);
    expect(text).toContain('Saved. The bot works by it from now on.');
    expect(text).toMatch(/name="dailyAmount"[^>]*value="1234"/);
    expect(text.indexOf('value="EARLY"')).toBeLessThan(text.indexOf('value="LATE"'));
    await app.say('pia', 'hello');
    expect((await grace.get(`${path}?type=daily`)).text).toMatch(/Pia.*1,234/s);
  });

  test('what is the same already is not written down again', async () => {
    const before = version((await grace.get(path)).text);
    await save(grace, { dailyAmount: '1234' }, [...bonus('EARLY', '7', '2'), ...bonus('LATE', '30', '3')]);
    const { text } = await grace.get(path);
    expect(text).toContain('Nothing was changed');
    expect(version(text)).toBe(before);
  });

  test('every wrong field is marked at once, and keeps what was typed', async () => {
    const wrong = {
      startingBalance: '1e3',
      dailyAmount: 'ten',
      dailyCap: '-1',
      maxTransfer: '',
      cooldownHours: '99999',
      streakMode: 'sometimes',
      rewardCounting: 'maybe',
      noEarnChannels: 'nowhere',
      noEarnRoles: 'nobody',
    };
    const { status, text } = await save(grace, wrong, [
      ...bonus('"><b>mallory', 'x', '0'),
      ...bonus('', '9', '2'),
      ...reward('', 'many'),
      ...reward(roleId('Kilobyte Club'), '5'),
      ...reward(roleId('Kilobyte Club'), '0'),
    ]);
    expect(status).toBe(422);
    expect(text).toContain('16 fields need another look.');
    expect(text).toContain('value="&#34;><b>mallory"');
    for (const typed of ['1e3', 'ten', '99999', 'many']) expect(text).toContain(`value="${typed}"`);
    for (const id of [
      ...Object.keys(wrong),
      'bonusDays-0',
      'bonusMultiplier-0',
      'bonusName-1',
      'rewardRole-0',
      'rewardAmount-0',
      'rewardRole-2',
      'rewardAmount-2',
    ])
      expect(text).toContain(`id="${id}-error"`);
    expect(text).toContain('Write a whole number from 0 to 1,000,000.');
    expect(text).toContain('Write a whole number from 1 to 1,000,000,000, or nothing.');
    expect((await grace.get(path)).text).toMatch(/name="dailyAmount"[^>]*value="1234"/);
  });

  test('two bonuses on one day, too many of them, and roles that the bot may not give', async () => {
    expect((await save(grace, {}, [...bonus('A', '7', '2'), ...bonus('B', '7', '3')])).text).toContain(
      'Two bonuses begin on the same day.',
    );
    const eleven = Array.from({ length: 11 }, (_, row) => bonus(`B${row}`, String(row + 2), '2')).flat();
    expect((await save(grace, {}, eleven)).text).toContain('At most 10 bonuses can be set.');
    const dangerous = await save(grace, {}, reward(roleId('Moderator'), '5'));
    expect(dangerous.status).toBe(422);
    expect(dangerous.text).toContain('id="rewardRole-0-error"');
    const gone = await save(grace, {}, [...reward('999999999999999999', '5'), ['noEarnRoles', '999999999999999998']]);
    expect(gone.text).toContain('There is no such role in this server');
    expect(gone.text).toContain('id="noEarnRoles-error"');
  });

  test('who saves second sees both, and nothing is overwritten', async () => {
    const [mine, theirs] = [version((await grace.get(path)).text), version((await second.get(path)).text)];
    expect(mine).toBe(theirs);
    expect((await save(grace, { version: mine, dailyAmount: '20' })).status).toBe(303);
    const late = await save(second, { version: theirs, dailyAmount: '30' });
    expect(late.status).toBe(409);
    expect(late.text).toContain('saved other settings meanwhile');
    expect(late.text).toMatch(/Daily amount<\/dt>.*20 bytes.*30 bytes/s);
    expect(late.text).toMatch(/name="dailyAmount"[^>]*value="30"/);
    expect((await grace.get(path)).text).toMatch(/name="dailyAmount"[^>]*value="20"/);
    expect((await save(second, { version: version(late.text), dailyAmount: '30' })).status).toBe(303);
    expect((await save(second, { version: 'nonsense', dailyAmount: '31' })).status).toBe(409);
  });

  test('without a script rows are added and removed by the server, and nothing is saved', async () => {
    const before = version((await grace.get(path)).text);
    const more = await save(grace, { add: 'roleRewards', dailyAmount: 'typed' }, bonus('A', '7', '2'));
    expect(more.status).toBe(200);
    expect(more.text).toContain('id="rewardAmount-0"');
    expect(more.text).toContain('value="typed"');
    const fewer = await save(grace, { remove: 'streakBonuses.0' }, [...bonus('A', '7', '2'), ...bonus('B', '8', '3')]);
    expect(fewer.text).not.toContain('value="A"');
    expect(fewer.text).toContain('value="B"');
    expect(version((await grace.get(path)).text)).toBe(before);
  });

  test('the preview is drawn from what is not saved yet', async () => {
    const ask = (values: Record<string, string>, rows = reward(roleId('Kilobyte Club'), '2,000')) =>
      grace.post(`${path}/preview`, [...Object.entries({ ...RIGHT, ...values }), ...rows], path);
    const drawn = await ask({ dailyAmount: '100' });
    expect(drawn.status).toBe(200);
    expect(drawn.text).toStartWith('<aside');
    expect(drawn.text).toContain('36,500 bytes in 365 days');
    expect(drawn.text).toContain('day 20');
    expect((await ask({ dailyAmount: '1' })).text).toContain('not within a year');
    expect((await ask({ dailyAmount: 'x' })).text).toContain('The curve appears when every number is right');
  });

  test('the preview shows the top as other settings would have made it', async () => {
    await app.say('ada', 'good morning');
    const ask = async (values: Record<string, string>) =>
      (await grace.post(`${path}/preview`, Object.entries({ ...RIGHT, ...values }), path)).text;
    const drawn = await ask({ dailyAmount: '1000000' });
    expect(drawn).toContain('The top, had these settings paid the last 30 days');
    expect(drawn).toMatch(/would have earned [\d,]+,000,000 bytes by dailies; it was [\d,]+\./);
    expect(await ask({ dailyAmount: 'x' })).not.toContain('The top, had');
  });
});

describe('the ledger on the page', () => {
  test('is filtered by kind and turned page by page', async () => {
    const { text } = await grace.get(path);
    const older = /href="([^"]+before=[^"]+)" rel="next"/
      .exec(text)?.[1]
      ?.replaceAll('&#38;', '&')
      .replaceAll('&amp;', '&');
    expect(older).toStartWith(path);
    const next = (await grace.get(older ?? '')).text;
    const entries = (page: string) => [...page.matchAll(/id="entry-([\w-]+)"/g)].map(([, id]) => id);
    expect(entries(text)).toHaveLength(20);
    expect(entries(next).filter((id) => entries(text).includes(id))).toEqual([]);
    const transfers = (await grace.get(`${path}?type=transfer`)).text;
    expect(transfers).toMatch(/aria-current="true"[^>]*>Transfer/);
    expect(transfers).not.toContain('<span>Daily</span>');
    expect((await grace.get(`${path}?type=nonsense&before=nonsense`)).status).toBe(200);
  });

  test('is proved when somebody asks', async () => {
    expect((await grace.get(path)).text).toContain('Every balance can be added up anew');
    expect((await grace.post(`${path}/verification`, {}, path)).status).toBe(303);
    const { text } = await grace.get(path);
    expect(text).toMatch(/The ledger adds up: [\d,]+ accounts, [\d,]+ movements\./);
    expect(text).toContain('The ledger adds up, checked');
  });
});

test('role rewards are given to who has earned them, once somebody has agreed', async () => {
  expect((await save(grace, { rewardCounting: 'all' }, reward(roleId('Megabyte Club'), '50'))).status).toBe(303);
  const asked = await grace.post(`${path}/backfill`, {}, path);
  expect(asked.status).toBe(200);
  expect(asked.text).toContain('none is taken away');
  expect((await grace.post(`${path}/backfill`, { confirmed: 'yes' }, path)).location).toBe(path);
  expect((await grace.get(path)).text).toMatch(/[1-9]\d* roles are being given/);
});

test.each([
  ['margaret', 403],
  ['ada', 403],
])('%s may not see it', async (username, status) => {
  const jar = await signedIn(username);
  expect((await jar.get(path)).status).toBe(status);
  expect((await jar.post(path, RIGHT, '/me')).status).toBe(status);
});

test('another guild is not there', async () => {
  expect((await grace.get('/admin/guilds/999999999999999999/bytes')).status).toBe(404);
});
