import { afterEach, beforeEach, expect, test } from 'bun:test';
import { type ChatInputCommandInteraction, MessageFlags } from 'discord.js';
import { until } from '../../harness/until.ts';
import { openScene, type Scene } from './scene.ts';

let scene: Scene;
beforeEach(async () => {
  scene = await openScene();
});
afterEach(async () => {
  expect(await scene.close()).toEqual([]);
});

test('a reply is a message about the command and who used it', async () => {
  scene.onCommand((interaction) => interaction.reply({ content: 'pong' }));
  const { replies } = await scene.ping();
  expect(replies).toHaveLength(1);
  expect(replies[0]).toMatchObject({
    content: 'pong',
    type: 20,
    author: { username: 'smarter-dev' },
    interaction_metadata: { user: { username: 'ada' } },
  });
});

test('an ephemeral reply is for one member and never dispatched', async () => {
  const heard: string[] = [];
  scene.client.on('messageCreate', ({ content }) => void heard.push(content));
  scene.onCommand((interaction) => interaction.reply({ content: 'just for you', flags: MessageFlags.Ephemeral }));
  const { replies } = await scene.ping();
  expect(replies).toMatchObject([{ content: 'just for you', flags: 64, ephemeral_for: scene.idOf('ada') }]);
  await scene.discord.say('bob', 'after it');
  await until(() => heard.includes('after it') || undefined);
  expect(heard).toEqual(['after it']);
});

test('a deferred reply is waited for, filled without an edit mark, followed up and deleted', async () => {
  scene.onCommand(async (interaction) => {
    await interaction.deferReply();
    await Bun.sleep(200);
    await interaction.editReply('done');
    const more = await interaction.followUp({ content: 'and more', withResponse: true } as { content: string });
    await interaction.deleteReply(more);
  });
  const { replies, changes } = await scene.ping();
  expect(replies).toMatchObject([{ content: 'done', flags: 0, edited_timestamp: null }]);
  expect(changes).toMatchObject([{ type: 'message_deleted' }]);
});

test('the first follow-up after a deferral fills the waiting answer', async () => {
  scene.onCommand(async (interaction) => {
    await interaction.deferReply({ flags: MessageFlags.Ephemeral });
    await interaction.followUp('here it is');
  });
  const { replies } = await scene.ping();
  expect(replies).toMatchObject([{ content: 'here it is', flags: 64 }]);
});

test('withResponse tells the message that was made', async () => {
  let id: string | undefined;
  scene.onCommand(async (interaction) => {
    const answer = await interaction.reply({ content: 'pong', withResponse: true });
    id = answer.resource?.message?.id;
  });
  const { replies } = await scene.ping();
  expect(replies[0]?.id).toBe(id as string);
});

test('a second first answer is refused with 40060', async () => {
  const refused: unknown[] = [];
  scene.onCommand(async (interaction) => {
    await interaction.reply('one');
    await scene.client.rest
      .post(`/interactions/${interaction.id}/${interaction.token}/callback`, {
        body: { type: 4, data: { content: 'two' } },
        auth: false,
      })
      .catch((error: { code: number }) => refused.push(error.code));
  });
  expect((await scene.ping()).replies).toHaveLength(1);
  expect(refused).toEqual([40060]);
});

test('an answer after the deadline is refused with 10062, and the member sees that nothing came', async () => {
  const { replies, changes } = await scene.ping();
  expect(replies).toEqual([]);
  expect(changes).toEqual([{ type: 'interaction_failed' }]);
  expect(scene.messages().at(-1)).toMatchObject({
    content: 'The application did not respond',
    ephemeral_for: scene.idOf('ada'),
  });
  const late = scene.received[0] as ChatInputCommandInteraction;
  await expect(late.reply('too late')).rejects.toMatchObject({ code: 10062, status: 404 });
});

test('a token serves for its time only', async () => {
  scene.onCommand((interaction) => interaction.reply('pong'));
  await scene.ping();
  const interaction = scene.received[0] as ChatInputCommandInteraction;
  const refusal = await until(async () => {
    const code = await interaction.editReply('again').then(
      () => undefined,
      (error: { code: number }) => error.code,
    );
    return code;
  });
  expect(refusal).toBe(50027);
});

test('a deferral that is never filled ends as no answer', async () => {
  scene.onCommand((interaction) => interaction.deferReply());
  const posted = scene.ping();
  const content = await until(() => {
    const message = scene.messages().at(-1);
    return message?.content || undefined;
  });
  expect(content).toBe('The application did not respond');
  await posted;
});
