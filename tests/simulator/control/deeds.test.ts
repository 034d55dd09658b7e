import { afterEach, beforeEach, expect, setDefaultTimeout, test } from 'bun:test';
import { type Client, Events } from 'discord.js';
import type { APIGuild, APIMessage } from 'discord-api-types/v10';
import { startSimulator, type TestSimulator } from '../../harness/simulator.ts';
import { until } from '../../harness/until.ts';
import { COMMANDS } from '../interactions/commands.ts';

setDefaultTimeout(20_000);

let discord: TestSimulator;
let client: Client<true>;
beforeEach(async () => {
  discord = await startSimulator();
  client = await discord.connect();
  await client.application.commands.set(COMMANDS, [...client.guilds.cache.keys()][0] ?? '');
});
afterEach(async () => {
  const violations = discord.violations();
  await discord.close();
  expect(violations).toEqual([]);
});

const idOf = (username: string) => discord.world.findUser(username)?.id ?? '';

test('the world is made of guilds with channels, roles, members and messages', async () => {
  await discord.say('ada', 'hello');
  const { guilds } = await discord.get<{
    guilds: (APIGuild & { members: object[]; channels: object[]; messages: APIMessage[] })[];
  }>('world');
  expect(guilds).toHaveLength(1);
  expect(guilds[0]).toMatchObject({ name: 'Small Guild', members: { length: 5 }, channels: { length: 2 } });
  expect(guilds[0]?.roles.map(({ name }) => name)).toContain('Moderator');
  expect(guilds[0]?.messages.at(-1)).toMatchObject({ content: 'hello', author: { username: 'ada' } });
});

test('a post answers with what the bot said because of it, wherever that is', async () => {
  client.on('messageCreate', (message) => {
    if (!message.author.bot) void message.reply(`you said ${message.content}`).then(() => message.react('👋'));
  });
  const { replies, changes } = await discord.say('ada', 'hi');
  expect(replies).toMatchObject([
    { content: 'you said hi', message_reference: { channel_id: replies[0]?.channel_id } },
  ]);
  expect(changes).toMatchObject([{ type: 'reaction_added', user_id: client.user.id, emoji: { name: '👋' } }]);
});

test('people at the same time get their own answers', async () => {
  client.on('interactionCreate', (interaction) => {
    if (interaction.isChatInputCommand()) void interaction.reply(`for ${interaction.user.username}`);
  });
  const people = ['ada', 'bob', 'linus', 'grace'];
  const answers = await Promise.all(people.map((name) => discord.command(name, 'ping', {}, 'general')));
  expect(answers.map(({ replies }) => replies.map(({ content }) => content))).toEqual(
    people.map((name) => [`for ${name}`]),
  );
});

test('roles, timeouts and nicknames that the bot changes are told', async () => {
  const guild = client.guilds.cache.first();
  const [ada, role] = [await guild?.members.fetch(idOf('ada')), discord.world.findRole('Member')];
  client.on('messageCreate', async () => {
    await ada?.roles.add(role?.id ?? '');
    await ada?.timeout(60_000, 'calm down');
    await ada?.setNickname('Lady Ada');
  });
  const { changes } = await discord.say('bob', 'go');
  const about = { guild_id: guild?.id, user_id: idOf('ada') };
  expect(changes).toMatchObject([
    { type: 'role_added', role_id: role?.id, ...about },
    { type: 'timed_out', until: expect.any(String), ...about },
    { type: 'nick_changed', nick: 'Lady Ada', ...about },
  ]);
  await expect(discord.say('ada', 'but')).rejects.toThrow(/409.*timed out until/);
});

test('editing, reacting and deleting need the right to', async () => {
  const { message } = (await discord.say('ada', 'frist')) as unknown as { message: APIMessage };
  const post = (path: string, as: string, more: object = {}) =>
    discord.post(path, { as, message: message.id, ...more });
  await expect(post('edit', 'bob', { content: 'x' })).rejects.toThrow('only edit own');
  expect(await post('edit', 'ada', { content: 'first' })).toMatchObject({ message: { content: 'first' } });
  expect((await post('react', 'bob', { emoji: '🎉' })).changes).toMatchObject([{ type: 'reaction_added' }]);
  await expect(post('react', 'bob', { emoji: '🎉' })).rejects.toThrow('already');
  expect((await post('react', 'bob', { emoji: '🎉', remove: true })).changes).toMatchObject([
    { type: 'reaction_removed' },
  ]);
  await expect(post('delete', 'bob')).rejects.toThrow("other people's");
  expect((await post('delete', 'ada')).changes).toMatchObject([{ type: 'message_deleted', message_id: message.id }]);
});

test('names become mentions, in code they stay', async () => {
  await discord.say('ada', 'hey @bob, see #general and `@bob`');
  const written = discord.world.state.messages[discord.world.findChannel('general')?.id ?? '']?.at(-1);
  expect(written?.content).toBe(
    `hey <@${idOf('bob')}>, see <#${discord.world.findChannel('general')?.id}> and \`@bob\``,
  );
  expect(written?.mentions.map(({ username }) => username)).toEqual(['bob']);
});

test('people join with the age they say, leave, and come back', async () => {
  const { member, changes } = (await discord.post('join', { username: 'newbie', account_age_days: 2 })) as unknown as {
    member: { user: { id: string } };
    changes: object[];
  };
  const age = discord.world.clock.now() - Number((BigInt(member.user.id) >> 22n) + 1_420_070_400_000n);
  expect(Math.round(age / 86_400_000)).toBe(2);
  expect(changes).toMatchObject([{ type: 'member_joined', member: { user: { username: 'newbie' } } }]);
  expect((await discord.post('leave', { member: 'newbie' })).changes).toMatchObject([{ type: 'member_left' }]);
  expect(await discord.post('join', { username: 'newbie' })).toMatchObject({
    member: { user: { id: member.user.id } },
  });
});

test("moderators use Discord's own menus, and the audit log knows", async () => {
  const moderate = (member: string, action: string, more: object = {}) =>
    discord.post('moderate', { as: 'linus', member, action, reason: 'spam', ...more });
  expect((await moderate('ada', 'timeout', { duration: '1h30m' })).changes).toMatchObject([{ type: 'timed_out' }]);
  expect((await moderate('ada', 'untimeout')).changes).toMatchObject([{ type: 'timeout_lifted' }]);
  expect((await moderate('ada', 'kick')).changes).toMatchObject([{ type: 'member_left' }]);
  expect((await moderate('bob', 'ban')).changes).toMatchObject([{ type: 'member_left' }, { type: 'member_banned' }]);
  await expect(discord.post('join', { username: 'bob' })).rejects.toThrow('banned');
  expect((await moderate('bob', 'unban')).changes).toMatchObject([{ type: 'member_unbanned' }]);
  const added = await discord.post('moderate', { as: 'grace', member: 'linus', action: 'role_add', role: 'High' });
  expect(added.changes).toMatchObject([{ type: 'role_added' }]);
  const log = await client.guilds.cache.first()?.fetchAuditLogs();
  expect(log?.entries.map(({ executor, reason }) => `${executor?.username} ${reason}`)).toContain('linus spam');
});

test('the clock goes forward, and a timeout ends by itself', async () => {
  await discord.post('moderate', { as: 'linus', member: 'ada', action: 'timeout', duration: '1d' });
  const before = discord.world.clock.now();
  expect(await discord.post('clock', { advance: '1d 1s' })).toMatchObject({ now: expect.any(String) });
  expect(discord.world.clock.now() - before).toBeGreaterThanOrEqual(86_401_000);
  expect(await discord.say('ada', 'free')).toMatchObject({ message: { content: 'free' } });
});

test('REST fails on demand and recovers', async () => {
  const send = () =>
    client.rest.get('/users/@me').then(
      () => 200,
      (error: { status: number }) => error.status,
    );
  await discord.post('faults', { errors: 1 });
  expect(await send()).toBe(500);
  await discord.post('faults', { clear: true, refuse: [{ match: 'GET /users/@me', status: 403, code: 50001 }] });
  expect(await send()).toBe(403);
  expect(await discord.post('faults', { clear: true })).toMatchObject({ faults: { errors: 0, refuse: [] } });
  expect(await send()).toBe(200);
  const faults = discord.simulator.wire.since(0).entries.filter(({ kind }) => kind === 'fault');
  expect(faults.map(({ status }) => status)).toEqual([500, 403]);
});

test('a rate limit on demand makes the client wait', async () => {
  const limited: number[] = [];
  client.rest.on('rateLimited', ({ timeToReset }) => void limited.push(timeToReset));
  await discord.post('faults', { rateLimit: 0.2 });
  const answer = client.users.fetch(idOf('bob'), { force: true });
  await until(() => limited[0]);
  await discord.post('faults', { clear: true });
  expect((await answer).username).toBe('bob');
});

test('a reset brings the seed back; commands stay and the client starts over', async () => {
  await discord.say('ada', 'soon forgotten');
  await discord.post('clock', { advance: '1d' });
  const before = discord.world.clock.now();
  // Later logins of discord.js wait, the longer the sooner the last one was; a client that is ended meanwhile may never end.
  const again = new Promise((resolve) => void client.once(Events.ShardReady, resolve));
  await discord.post('reset', {});
  const messages = Object.values(discord.world.state.messages).flat();
  expect(messages.map(({ content }) => content)).not.toContain('soon forgotten');
  expect(discord.world.clock.now()).toBeGreaterThanOrEqual(before);
  expect(Object.values(discord.world.state.commands).flat()).toHaveLength(COMMANDS.length);
  await again;
  expect(discord.simulator.gateway.sessions().some(({ connected }) => connected)).toBe(true);
}, 60_000);

test('what somebody may use is listed', async () => {
  const names = async (as: string) =>
    (await discord.get<{ commands: { name: string }[] }>(`commands?as=${as}&channel=general`)).commands.map(
      ({ name }) => name,
    );
  expect(await names('ada')).toEqual(['ping', 'try', 'deep', 'Wave at', 'Quote']);
  expect(await names('linus')).toContain('staff');
});

test('the wire log continues where one left off', async () => {
  const { next } = await discord.get<{ next: number }>('wire');
  await discord.say('ada', 'one more');
  const { entries } = await discord.get<{ entries: { seq: number; t?: string }[] }>(`wire?since=${next}`);
  expect(entries.map(({ t }) => t)).toEqual(['MESSAGE_CREATE']);
  expect(entries[0]?.seq).toBe(next + 1);
});
