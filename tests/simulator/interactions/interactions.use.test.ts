import { afterEach, beforeEach, expect, test } from 'bun:test';
import {
  ActionRowBuilder,
  MessageFlags,
  ModalBuilder,
  type ModalSubmitInteraction,
  StringSelectMenuBuilder,
  TextInputBuilder,
  TextInputStyle,
} from 'discord.js';
import { BUTTON, first, openScene, type Scene } from './scene.ts';

let scene: Scene;
beforeEach(async () => {
  scene = await openScene();
});
afterEach(async () => {
  expect(await scene.close()).toEqual([]);
});

test('a button updates its message in place', async () => {
  scene.onCommand((interaction) => interaction.reply({ content: 'press me', components: [BUTTON] }));
  scene.onComponent((interaction) =>
    interaction.update({ content: `pressed by ${interaction.user.username}`, components: [] }),
  );
  const message = first(await scene.ping());
  const { replies } = await scene.discord.press('bob', message, 'Go');
  expect(replies).toMatchObject([{ id: message.id, content: 'pressed by bob', components: [] }]);
});

test('a button may defer the update and edit later', async () => {
  scene.onCommand((interaction) => interaction.reply({ content: 'press me', components: [BUTTON] }));
  scene.onComponent(async (interaction) => {
    await interaction.deferUpdate();
    await interaction.editReply({ content: 'changed' });
  });
  const message = first(await scene.ping());
  expect((await scene.discord.press('ada', message, 'Go')).replies).toMatchObject([
    { id: message.id, content: 'changed' },
  ]);
});

test('a button on an ephemeral message works for its reader alone', async () => {
  scene.onCommand((interaction) =>
    interaction.reply({ content: 'psst', components: [BUTTON], flags: MessageFlags.Ephemeral }),
  );
  scene.onComponent((interaction) => interaction.reply({ content: 'yes?', flags: MessageFlags.Ephemeral }));
  const message = first(await scene.ping());
  await expect(scene.discord.press('bob', message, 'Go')).rejects.toThrow('only another member can');
  expect((await scene.discord.press('ada', message, 'Go')).replies).toMatchObject([{ content: 'yes?', type: 19 }]);
});

test('a select sends what was chosen, and only what it offers', async () => {
  const select = new StringSelectMenuBuilder({
    custom_id: 'pick',
    options: [
      { label: 'Red', value: 'red' },
      { label: 'Blue', value: 'blue' },
    ],
  });
  scene.onCommand((interaction) =>
    interaction.reply({
      content: 'choose',
      components: [new ActionRowBuilder<StringSelectMenuBuilder>().addComponents(select)],
    }),
  );
  scene.onComponent((interaction) =>
    interaction.reply(interaction.isStringSelectMenu() ? interaction.values.join() : 'no select'),
  );
  const { id: message } = first(await scene.ping());
  const { replies } = await scene.discord.post('press', { as: 'ada', message, custom_id: 'pick', values: ['blue'] });
  expect(replies[0]?.content).toBe('blue');
  await expect(
    scene.discord.post('press', { as: 'ada', message, custom_id: 'pick', values: ['green'] }),
  ).rejects.toThrow('green');
  await expect(scene.discord.post('press', { as: 'ada', message, custom_id: 'pick' })).rejects.toThrow('exactly 1');
});

test('a form is opened, checked, filled in and answered', async () => {
  const input = new TextInputBuilder({
    custom_id: 'why',
    label: 'Why?',
    style: TextInputStyle.Short,
    min_length: 3,
    required: true,
  });
  const modal = new ModalBuilder({ custom_id: 'form', title: 'A form' }).addComponents(
    new ActionRowBuilder<TextInputBuilder>().addComponents(input),
  );
  scene.onCommand((interaction) => interaction.showModal(modal));
  scene.client.on('interactionCreate', (interaction) => {
    if (interaction.isModalSubmit()) void answerForm(interaction);
  });
  const answerForm = (interaction: ModalSubmitInteraction) =>
    interaction.reply(`because ${interaction.fields.getTextInputValue('why')}`);

  const { changes } = await scene.ping();
  expect(changes).toMatchObject([{ type: 'modal_opened', custom_id: 'form', title: 'A form' }]);
  const submit = (as: string, fields: object) => scene.discord.post('submit', { as, custom_id: 'form', fields });
  await expect(submit('ada', { why: 'no' })).rejects.toThrow('at least 3');
  await expect(submit('ada', {})).rejects.toThrow('required');
  await expect(submit('bob', { why: 'I can' })).rejects.toThrow('no open form');
  expect((await submit('ada', { why: 'I can' })).replies).toMatchObject([{ content: 'because I can' }]);
  await expect(submit('ada', { why: 'again' })).rejects.toThrow('no open form');
});

test('autocomplete gives the choices for what is being typed', async () => {
  scene.client.on('interactionCreate', (interaction) => {
    if (!interaction.isAutocomplete()) return;
    const { name, value } = interaction.options.getFocused(true);
    void interaction.respond([{ name: `${name}: ${value}!`, value: 'x' }]);
  });
  const answer: unknown = await scene.discord.post('autocomplete', {
    as: 'ada',
    channel: 'general',
    name: 'try',
    option: 'word',
    options: { word: 'ty', amount: 3 },
  });
  expect(answer).toMatchObject({ choices: [{ name: 'word: ty!', value: 'x' }] });
});

test('every kind of option arrives as scene.discord.js knows it', async () => {
  scene.onCommand((interaction) => {
    const { options } = interaction;
    const file = options.getAttachment('file');
    return interaction.reply(
      [
        options.getString('word'),
        options.getInteger('amount'),
        options.getNumber('share'),
        options.getBoolean('sure'),
        options.getUser('who')?.username,
        (options.getMember('who') as { joinedTimestamp?: number } | null)?.joinedTimestamp !== undefined,
        options.getChannel('where')?.name,
        options.getRole('rank')?.name,
        `${file?.name} ${file?.size}`,
      ].join(' | '),
    );
  });
  const { replies } = await scene.discord.command(
    'ada',
    'try',
    {
      word: 'hi',
      amount: 5,
      share: 0.5,
      sure: true,
      who: '@bob',
      where: '#general',
      rank: 'moderator',
      file: { filename: 'notes.txt', size: 12 },
    },
    'general',
  );
  expect(replies[0]?.content).toBe('hi | 5 | 0.5 | true | bob | true | general | Moderator | notes.txt 12');
});

test('subcommands and context menus carry their target', async () => {
  scene.client.on('interactionCreate', (interaction) => {
    if (interaction.isChatInputCommand())
      void interaction.reply(
        `${interaction.commandName} ${interaction.options.getSubcommandGroup(false)} ${interaction.options.getSubcommand(false)}`,
      );
    if (interaction.isUserContextMenuCommand()) void interaction.reply(`user ${interaction.targetUser.username}`);
    if (interaction.isMessageContextMenuCommand())
      void interaction.reply(`message ${interaction.targetMessage.content}`);
  });
  expect(first(await scene.discord.command('ada', '/deep inner leaf', { must: 'x' }, 'general')).content).toBe(
    'deep inner leaf',
  );
  expect(first(await scene.discord.command('ada', 'deep flat', {}, 'general')).content).toBe('deep null flat');
  const about = (name: string, target: string) =>
    scene.discord.post('command', { as: 'ada', channel: 'general', name, target });
  expect(first(await about('wave at', 'bob'))).toMatchObject({ content: 'user bob', type: 23 });
  const said = scene.discord.simulator.actors.say({ as: 'bob', channel: 'general', content: 'quote me' });
  expect(first(await about('Quote', 'id' in said ? said.id : '')).content).toBe('message quote me');
});

test('an interaction can be delivered twice on demand', async () => {
  scene.onCommand(async (interaction) => interaction.reply('once').catch(() => undefined));
  await scene.discord.post('faults', { duplicateInteractions: 2 });
  const { replies } = await scene.ping();
  expect(replies).toHaveLength(1);
  expect(scene.received.map(({ id }) => id)).toEqual([
    scene.received[0]?.id as string,
    scene.received[0]?.id as string,
  ]);
});

test('a button in a direct message works too', async () => {
  const ada = await scene.client.users.fetch(scene.idOf('ada'));
  const sent = await ada.send({ content: 'in private', components: [BUTTON] });
  scene.onComponent((interaction) => interaction.update({ content: `${interaction.inGuild()}`, components: [] }));
  const { replies } = await scene.discord.post('press', { as: 'ada', message: sent.id, custom_id: 'go' });
  expect(replies).toMatchObject([{ content: 'false' }]);
});
