import { afterAll, beforeAll, describe, expect, test } from 'bun:test';
import { Routes } from 'discord.js';
import { colours } from '../../../src/discord/kit/embeds.ts';
import { SEED_GUILD } from '../../../src/simulator/seed/seed.ts';
import { until } from '../../harness/until.ts';
import { isEphemeral } from '../modules.ts';
import { type Bot, createBot, createPeople, type Discord, type People, partsOf, says, startDiscord } from '../scene.ts';

let discord: Discord;
let bot: Bot;
let people: People;

beforeAll(async () => {
  discord = await startDiscord();
  bot = createBot(discord, { deferAfter: 50 });
  people = createPeople(discord);
  await bot.connection.start();
  await until(() => people.calls(/^PUT .*commands/)[0]);
});

afterAll(async () => {
  await bot.connection.close();
  await discord.close();
});

function typesOf(id: string): number[] {
  return people
    .calls(new RegExp(`POST .*/interactions/${id}/`))
    .map(({ request }) => (request as { type: number }).type);
}

describe('a slash command', () => {
  test.each([
    ['public', 'to all', false, 4],
    ['ephemeral', 'to you', true, 4],
    ['slow', 'at last', false, 5],
    ['slow-ephemeral', 'to you at last', true, 5],
  ])('/scene %s answers %p', async (name, text, ephemeral, type) => {
    const id = people.command('ada', `scene ${name}`);
    const message = await people.answered(id, text);
    expect(isEphemeral(message)).toBe(ephemeral);
    expect(typesOf(id)).toEqual([type]);
    await until(() => (people.messagesOf(id).length === 1 ? true : undefined));
  });

  test('thinks where nobody else sees it, when its answer is for one', async () => {
    const id = people.command('ada', 'scene slow-secret');
    await people.answered(id, 'a secret at last');
    const [deferral] = people.calls(new RegExp(`POST .*/interactions/${id}/`));
    expect(deferral?.request).toMatchObject({ type: 5, data: { flags: 64 } });
  });

  test('never mentions anybody', async () => {
    const id = people.command('ada', 'scene mention');
    expect(await people.answered(id, '@everyone')).toMatchObject({ mentions: [], mention_everyone: false });
  });

  test('a member’s menu gets its target', async () => {
    expect(says(await people.answered(people.greet('ada', 'yuki'), 'hello'))).toMatch(/hello \d{17,20}/);
  });
});

describe('a crowd', () => {
  test('waits in line, is told to within moments, and gets its answers', async () => {
    const names = Array.from({ length: 150 }, (_, n) => n);
    const ids = names.map(() => people.command('ada', 'scene slow'));
    await Promise.all(ids.map((id) => people.answered(id, 'at last')));
    expect(ids.map(typesOf)).toEqual(names.map(() => [5]));
  });
});

describe('a refusal', () => {
  test.each([
    ['refused', 'There is no cake for you, only 3 for others.', 'no_cake'],
    ['slow-refusal', 'There is no cake for you, only 3 for others.', 'no_cake'],
    ['unworded', 'That is not possible right now.', 'nobody_words_this'],
  ])('of /scene %s is worded, coded and seen by one', async (name, sentence, code) => {
    const message = await people.answered(people.command('ada', `scene ${name}`), code);
    expect(message.embeds[0]).toMatchObject({ description: sentence, color: colours.warning, footer: { text: code } });
    expect(isEphemeral(message)).toBe(true);
  });

  test('without wording is logged', () => {
    expect(bot.lines).toContainEqual(expect.objectContaining({ code: 'nobody_words_this', level: 'error' }));
  });

  test('names the permissions that a member lacks', async () => {
    const message = await people.answered(people.command('leila', 'staff'), 'missing_permissions');
    expect(says(message)).toContain('**Ban Members, Manage Guild**');
  });

  test('lets pass who has them', async () => {
    await people.answered(people.command('grace', 'staff'), 'hello staff');
  });

  test('names the permissions that the bot lacks', async () => {
    const message = await people.answered(people.command('ada', 'botless'), 'bot_missing_permissions');
    expect(says(message)).toContain('**Administrator**');
  });

  test('of a form that comes too late says so', async () => {
    await people.answered(people.command('ada', 'scene slow-form'), 'too_slow');
  });

  test('of a command that nobody handles any more', async () => {
    const { id } = discord.world.state.application;
    await bot.rest.post(Routes.applicationGuildCommands(id, SEED_GUILD), {
      body: { name: 'old', description: 'Gone' },
    });
    await people.answered(people.command('ada', 'old'), 'unknown_command');
  });
});

describe('the error door', () => {
  test('gives the user an id that finds the log line', async () => {
    const message = await people.answered(people.command('ada', 'scene broken'), /E-[0-9A-Z]{4}/);
    expect(message.embeds[0]?.color).toBe(colours.error);
    const [id] = says(message).match(/E-[0-9A-Z]{4}/) ?? [];
    const line = bot.lines.find(({ error_id }) => error_id === id);
    expect(line).toMatchObject({ level: 'error', err: { message: 'a bug' }, task: '/scene broken' });
  });
});

describe('buttons', () => {
  const open = async () => people.answered(people.command('ada', 'scene buttons'), 'press');

  test('update the message that carries them', async () => {
    const message = await open();
    const id = people.press('ada', message, 'Update');
    expect(await people.answered(id, 'updated 7')).toMatchObject({ id: message.id, components: [] });
    expect(typesOf(id)).toEqual([7]);
  });

  test('answer with another message', async () => {
    const message = await open();
    const another = await people.answered(people.press('ada', message, 'Another'), 'another');
    expect(another.id).not.toBe(message.id);
    expect(isEphemeral(another)).toBe(true);
  });

  test('defer silently when slow', async () => {
    const message = await open();
    const id = people.press('ada', message, 'Slow');
    expect(await people.answered(id, 'updated late')).toMatchObject({ id: message.id });
    expect(typesOf(id)).toEqual([6]);
  });

  test('open a form whose answer is a message', async () => {
    const form = await people.form(people.press('ada', await open(), 'Form'));
    await people.answered(people.submit('ada', form.custom_id, { text: 'hi' }), 'form says hi');
  });

  test('cancel', async () => {
    const message = await open();
    expect(await people.answered(people.press('ada', message, 'Cancel'), 'Cancelled')).toMatchObject({
      id: message.id,
    });
  });

  test.each([
    ['yuki', 'Update', 'not_yours'],
    ['ada', 'Unsigned', 'forged'],
    ['ada', 'Unknown', 'unknown_component'],
  ])('pressed by %s on %s are refused: %s', async (who, label, code) => {
    const message = await people.answered(people.press(who, await open(), label), code);
    expect(isEphemeral(message)).toBe(true);
  });

  test('that are too old are greyed out, and say why', async () => {
    const message = await open();
    discord.world.clock.advance(61_000);
    const id = people.press('ada', message, 'Update');
    await people.answered(id, 'expired');
    const now = people.messagesOf(id).find((one) => one.id === message.id);
    const parts = partsOf(now ?? message);
    expect(parts.map((part) => 'disabled' in part && part.disabled)).toEqual(parts.map(() => true));
    expect(says(now ?? message)).toContain('press');
  });
});

describe('a form', () => {
  test('opens from a command', async () => {
    const form = await people.form(people.command('ada', 'scene form'));
    await people.answered(people.submit('ada', form.custom_id, { text: 'hello' }), 'form says hello');
  });
});

describe('autocomplete', () => {
  test('suggests 25 at most', async () => {
    expect(await people.choices(people.complete('ada', 'x'))).toHaveLength(25);
  });

  test('suggests nothing when it fails, and logs why', async () => {
    expect(await people.choices(people.complete('ada', 'bug'))).toEqual([]);
    expect(bot.lines).toContainEqual(expect.objectContaining({ msg: 'autocomplete failed' }));
  });
});

describe('Discord', () => {
  test('delivering an interaction twice gets one answer', async () => {
    discord.faults.set({ duplicateInteractions: 2 });
    const id = people.command('ada', 'scene public');
    await people.answered(id, 'to all');
    await until(() => bot.lines.find(({ interaction_id, msg }) => interaction_id === id && /twice/.test(msg)));
    discord.faults.clear();
    expect(typesOf(id)).toEqual([4]);
    expect(people.messagesOf(id)).toHaveLength(1);
  });

  test('taking no answer any more is a log line, not an error', async () => {
    discord.faults.set({ refuse: [{ match: '/callback', status: 404, code: 10062 }] });
    const id = people.command('ada', 'scene public');
    const line = await until(() => bot.lines.find((line) => line.interaction_id === id));
    discord.faults.clear();
    expect(line).toMatchObject({ level: 'warn', msg: 'Discord no longer takes an answer' });
  });

  test('a command outside any guild is refused with a sentence', async () => {
    const { id } = discord.world.state.application;
    await bot.rest.post(Routes.applicationCommands(id), {
      body: { name: 'everywhere', description: 'Also in private' },
    });
    const made = discord.simulator.actors.command({ as: 'ada', channel: 'dm', name: 'everywhere' });
    await people.answered('id' in made ? made.id : '', 'guild_only');
  });
});

test('every REST call keeps to Discord’s published schema', () => {
  expect(discord.exchanges.length).toBeGreaterThan(30);
  expect(discord.violations()).toEqual([]);
});
