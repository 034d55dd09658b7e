import { afterEach, beforeEach, describe, expect, test } from 'bun:test';
import { Events, GatewayIntentBits, PermissionFlagsBits } from 'discord.js';
import type { BotModule } from '../../src/discord/kit/contract.ts';
import { info } from '../../src/discord/kit/embeds.ts';
import { until } from '../harness/until.ts';
import { type Bot, type BotOptions, createBot, createPeople, type Discord, says, startDiscord } from './scene.ts';

let discord: Discord;
let bots: Bot[];

beforeEach(async () => {
  discord = await startDiscord();
  bots = [];
});

afterEach(async () => {
  await Promise.all(bots.map(({ connection }) => connection.close()));
  await discord.close();
});

function bot(options: BotOptions = {}): Bot {
  const made = createBot(discord, options);
  bots.push(made);
  return made;
}

function moduleSaying(text: string, heard: string[] = []): BotModule {
  return {
    commands: [
      {
        kind: 'slash',
        data: { name: 'hi', description: 'Hi' },
        handlers: { '': async () => ({ embeds: [info(text, text)] }) },
      },
    ],
    listen: (client) =>
      void client.on(Events.MessageCreate, async ({ content }) => void heard.push(`${text}: ${content}`)),
  };
}

const puts = () => discord.exchanges.filter(({ method, path }) => method === 'PUT' && path.includes('/commands'));
const connected = (one: Bot) => until(() => (one.connection.health().ok ? true : undefined));

describe('logging in', () => {
  test('reports every shard, and closes for good', async () => {
    const { connection } = bot();
    expect(connection.health()).toMatchObject({ state: 'connecting', ok: false });
    await connection.start();
    const health = connection.health();
    expect(health).toMatchObject({ state: 'connected', ok: true, failure: null, off: [], guilds: 1 });
    expect(health.shards).toMatchObject([{ id: 0, status: 'Ready', ok: true }]);
    expect(health.shards[0]?.dispatchAge).toBeWithin(0, 10_000);
    expect(connection.guilds()).toMatchObject([{ name: 'Smarter Dev' }]);
    await connection.close();
    expect(connection.health()).toMatchObject({ state: 'closed', ok: false, guilds: 0 });
    expect(connection.client()).toBeNull();
  });

  test('runs the shards it is given', async () => {
    const { connection } = bot({ shards: { ids: [0, 1], count: 2 } });
    await connection.start();
    expect(connection.health().shards.map(({ id }) => id)).toEqual([0, 1]);
    expect(connection.health().ok).toBe(true);
  }, 20_000);

  test('with a wrong token says so and neither crashes nor tries again', async () => {
    const { connection, lines } = bot({ token: 'simulated.wrong' });
    await connection.start();
    expect(connection.health()).toMatchObject({ state: 'refused', ok: false });
    expect(connection.health().failure).toContain('DISCORD_TOKEN');
    expect(lines.filter(({ level }) => level === 'error')).toHaveLength(1);
    expect(JSON.stringify(lines)).not.toContain('simulated.wrong');
  });

  test('keeps trying while Discord is away', async () => {
    discord.faults.set({ gatewayDown: true, errors: 1 });
    const one = bot();
    const start = one.connection.start();
    await until(() => one.lines.filter(({ msg }) => /cannot be reached/.test(msg))[1]);
    discord.faults.clear();
    await start;
    expect(one.connection.health().ok).toBe(true);
  });

  test('can be closed while Discord is away', async () => {
    const one = createBot({ apiUrl: 'http://127.0.0.1:9/api', token: 'x' });
    const start = one.connection.start();
    await until(() => one.lines.find(({ msg }) => /cannot be reached/.test(msg)));
    await one.connection.close();
    await start;
    expect(one.connection.health().state).toBe('closed');
  });

  test('does without the privileged intents that the application lacks, and names them', async () => {
    discord.faults.set({ disallowedIntents: GatewayIntentBits.MessageContent | GatewayIntentBits.GuildMembers });
    const heard: string[] = [];
    const { connection } = bot({ modules: [moduleSaying('a', heard)] });
    await connection.start();
    expect(connection.health().ok).toBe(true);
    expect(connection.off).toEqual(['GuildMembers', 'MessageContent']);
    discord.simulator.actors.say({ as: 'ada', channel: 'general', content: 'secret' });
    expect(await until(() => heard[0])).toBe('a: ');
  });
});

describe('losing the session', () => {
  test('resumes after a dropped connection', async () => {
    const one = bot();
    await one.connection.start();
    const [session] = discord.gateway.sessions();
    discord.gateway.fault('reconnect');
    await until(() => one.lines.find(({ msg }) => msg === 'Discord session resumed'));
    expect(discord.gateway.sessions()[0]?.id).toBe(session?.id as string);
    await connected(one);
  });

  test('is unwell while the gateway is down, and recovers', async () => {
    const one = bot();
    await one.connection.start();
    discord.faults.set({ gatewayDown: true });
    await until(() => (one.connection.health().ok ? undefined : true));
    discord.faults.clear();
    await connected(one);
  });

  test('for good shows in the health, with the reason', async () => {
    const { connection } = bot();
    await connection.start();
    discord.gateway.fault('close:4004');
    const failure = await until(() => connection.health().failure ?? undefined);
    expect(failure).toContain('DISCORD_TOKEN');
    expect(connection.health()).toMatchObject({ state: 'refused', ok: false });
  });

  test('because intents were withdrawn logs in again without them', async () => {
    const one = bot();
    await one.connection.start();
    discord.faults.set({ disallowedIntents: GatewayIntentBits.MessageContent });
    discord.gateway.fault('close:4014');
    await until(() => (one.connection.off.length > 0 ? true : undefined));
    await connected(one);
    expect(one.connection.off).toContain('MessageContent');
  });
});

describe('commands', () => {
  test('are registered once; a second start writes nothing', async () => {
    await bot({ modules: [moduleSaying('a')] }).connection.start();
    await until(() => puts()[0]);
    await bots[0]?.connection.close();
    const reads = () =>
      discord.exchanges.filter(({ method, path }) => method === 'GET' && path.includes('/commands')).length;
    const before = reads();
    await bot({ modules: [moduleSaying('a')] }).connection.start();
    await until(() => (reads() > before ? true : undefined));
    await bots[1]?.connection.close();
    expect(puts()).toHaveLength(1);
  });

  test('registered globally are for guilds only, and seen as unchanged at the next start', async () => {
    await bot({ modules: [moduleSaying('a')], deploy: 'global' }).connection.start();
    expect(await until(() => puts()[0])).toMatchObject({
      request: [{ name: 'hi', contexts: [0], integration_types: [0] }],
    });
    const next = bot({ modules: [moduleSaying('a')], deploy: 'global' });
    await next.connection.start();
    await next.connection.use([moduleSaying('b')]);
    expect(puts()).toHaveLength(1);
    expect(discord.violations()).toEqual([]);
  });
});

describe('a hot swap', () => {
  test('changes handlers and listeners and keeps the session', async () => {
    const heard: string[] = [];
    const { connection } = bot({ modules: [moduleSaying('old', heard)] });
    await connection.start();
    await until(() => puts()[0]);
    const sessions = discord.gateway.sessions().map(({ id }) => id);

    await connection.use([moduleSaying('new', heard)]);
    const people = createPeople(discord);
    expect(says(await people.answered(people.command('ada', 'hi'), 'new'))).toContain('new');
    discord.simulator.actors.say({ as: 'ada', channel: 'general', content: 'hello' });
    await until(() => heard.find((line) => line.endsWith('hello')));
    expect(heard.filter((line) => line.endsWith('hello'))).toEqual(['new: hello']);
    expect(discord.gateway.sessions().map(({ id }) => id)).toEqual(sessions);
  });

  test('before the login is what the login uses', async () => {
    const { connection } = bot({ modules: [moduleSaying('old')] });
    await connection.use([moduleSaying('new')]);
    await connection.start();
    await until(() => puts()[0]);
    const people = createPeople(discord);
    await people.answered(people.command('ada', 'hi'), 'new');
  });
});

describe('a gateway listener', () => {
  test('that throws or rejects is a log line', async () => {
    const listen: BotModule['listen'] = (client) => {
      client.on(Events.MessageCreate, () => {
        throw new Error('thrown');
      });
      client.on(Events.MessageCreate, () => Promise.reject(new Error('rejected')));
    };
    const { connection, lines } = bot({ modules: [{ listen }] });
    await connection.start();
    discord.simulator.actors.say({ as: 'ada', channel: 'general', content: 'hello' });
    const failures = await until(() => {
      const found = lines.filter(({ msg }) => msg === 'gateway listener failed');
      return found.length === 2 ? found : undefined;
    });
    expect(failures).toMatchObject([
      { err: { message: 'thrown' }, event: 'messageCreate' },
      { err: { message: 'rejected' }, event: 'messageCreate' },
    ]);
  });
});

describe('closing', () => {
  test('lets a running interaction finish, and refuses a new one', async () => {
    const started = Promise.withResolvers<void>();
    const gate = Promise.withResolvers<void>();
    const wait: BotModule = {
      commands: [
        {
          kind: 'slash',
          data: { name: 'wait', description: 'Waits' },
          handlers: {
            '': async () => {
              started.resolve();
              await gate.promise;
              return { content: 'done' };
            },
          },
        },
      ],
    };
    const { connection } = bot({ modules: [wait] });
    await connection.start();
    await until(() => puts()[0]);
    const people = createPeople(discord);
    const running = people.command('ada', 'wait');
    await started.promise;
    const closing = connection.close();
    await people.answered(people.command('ada', 'wait'), 'restarting');
    gate.resolve();
    await people.answered(running, 'done');
    await closing;
    expect(connection.health().state).toBe('closed');
  });
});

describe('joining a guild', () => {
  const greeting = () => {
    const messages = Object.values(discord.world.state.messages).flat();
    return messages.find((message) => says(message).includes('I am Smarter Dev'));
  };

  async function join(channels: boolean) {
    await bot({ modules: [moduleSaying('a')] }).connection.start();
    const owner = discord.world.createUser({ username: 'newowner', name: 'New', accountAge: 1e9 });
    const { guild } = discord.world.createGuild({ name: 'Second', ownerId: owner.id });
    if (channels) {
      const overwrites = [{ id: guild.id, type: 0, allow: '0', deny: String(PermissionFlagsBits.ViewChannel) }];
      discord.world.createChannel(guild.id, { name: 'closed', overwrites });
      discord.world.createChannel(guild.id, { name: 'lobby' });
    }
    discord.world.addBot(guild.id);
    return { said: await until(greeting), guild };
  }

  test('says hello in the first channel that it may write to, and registers its commands there', async () => {
    const { said, guild } = await join(true);
    expect(discord.world.channel(said.channel_id)?.name).toBe('lobby');
    await until(() => puts().find(({ path }) => path.includes(guild.id)));
    expect(discord.violations()).toEqual([]);
  });

  test('says hello to the owner where it may write nowhere', async () => {
    const { said } = await join(false);
    expect(discord.world.state.directChannels[said.channel_id]).toBeDefined();
  });
});
