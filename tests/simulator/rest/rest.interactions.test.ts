import { describe, expect, test } from 'bun:test';
import { InteractionType } from 'discord-api-types/v10';
import { createDesk, type Desk } from './desk.ts';

/** Ada used a command; nothing was answered yet. */
function asked(desk: Desk) {
  const interaction = desk.interactions.start({
    type: InteractionType.ApplicationCommand,
    userId: desk.people.ada.id,
    channelId: desk.general.id,
    guildId: desk.guildId,
    name: 'bytes balance',
    data: { id: '1', name: 'bytes', type: 1, options: [] },
    message: null,
  });
  const webhook = `/webhooks/${desk.world.state.application.id}/${interaction.token}`;
  const answer = (body: object, query = '') =>
    desk.call('POST', `/interactions/${interaction.id}/${interaction.token}/callback${query}`, body, {
      authorization: '',
    });
  return { interaction, webhook, answer };
}

function withFile(payload: object, name: string): FormData {
  const form = new FormData();
  form.set('payload_json', JSON.stringify(payload));
  form.set('files[0]', new File(['x'.repeat(123)], name, { type: 'text/csv' }));
  return form;
}

const callMessage = { type: 4, data: { content: 'You have 50 bytes.', embeds: [{ title: 'Balance' }], flags: 64 } };

describe('an interaction over REST', () => {
  test('is answered without any Authorization header, once', async () => {
    const desk = createDesk();
    const { answer } = asked(desk);
    expect(await answer(callMessage)).toMatchObject({ status: 204, body: undefined });
    expect(await answer(callMessage)).toMatchObject({ status: 400, body: { code: 40060 } });
  });

  test('tells what became of the answer, when asked', async () => {
    const desk = createDesk();
    const { answer, interaction } = asked(desk);
    const { body } = await answer(callMessage, '?with_response=true');
    expect(body).toMatchObject({
      interaction: { id: interaction.id, type: 2 },
      resource: { type: 4, message: { content: 'You have 50 bytes.', flags: 64 } },
    });
    expect(desk.violations()).toEqual([]);
  });

  test('deferred, filled with a file, followed up, changed and deleted', async () => {
    const desk = createDesk();
    const { answer, webhook } = asked(desk);
    await answer({ type: 5 });
    const filled = await desk.call(
      'PATCH',
      `${webhook}/messages/@original`,
      withFile({ content: 'History', attachments: [{ id: '0', description: 'All of it' }] }, 'history.csv'),
    );
    expect(filled.body).toMatchObject({
      content: 'History',
      attachments: [{ filename: 'history.csv', size: 123, content_type: 'text/csv', description: 'All of it' }],
    });
    const { body: more } = await desk.call('POST', webhook, { content: 'And more', flags: 64 });
    expect(await desk.call('GET', `${webhook}/messages/${more.id}`)).toMatchObject({
      status: 200,
      body: { content: 'And more' },
    });
    expect(await desk.call('PATCH', `${webhook}/messages/${more.id}`, { content: 'Less' })).toMatchObject({
      body: { content: 'Less' },
    });
    expect(await desk.call('DELETE', `${webhook}/messages/${more.id}`)).toMatchObject({ status: 204 });
    expect(await desk.call('GET', `${webhook}/messages/${more.id}`)).toMatchObject({
      status: 404,
      body: { code: 10008 },
    });
    expect(desk.bugs).toEqual([]);
    expect(desk.violations()).toEqual([]);
  });

  test('keeps files that an edit names and drops the others', async () => {
    const desk = createDesk();
    const { answer, webhook } = asked(desk);
    await answer({ type: 5 });
    const original = `${webhook}/messages/@original`;
    const { body } = await desk.call('PATCH', original, withFile({ content: 'x' }, 'one.csv'));
    const kept = await desk.call(
      'PATCH',
      original,
      withFile({ attachments: [{ id: body.attachments[0].id }, { id: '0' }] }, 'two.csv'),
    );
    expect(kept.body.attachments.map(({ filename }: { filename: string }) => filename)).toEqual(['one.csv', 'two.csv']);
    expect((await desk.call('PATCH', original, { attachments: [] })).body.attachments).toEqual([]);
  });

  const REFUSED: readonly [name: string, body: object, path: string][] = [
    ['no type of answer', { type: 3 }, 'type'],
    ['too much text', { type: 4, data: { content: 'x'.repeat(2001) } }, 'data.content'],
    ['an unknown field', { type: 4, data: { content: 'x', ephemeral: true } }, 'data.ephemeral'],
    ['a modal without inputs', { type: 9, data: { custom_id: 'm', title: 'M', components: [] } }, 'data.components'],
    [
      'a modal with a long title',
      {
        type: 9,
        data: {
          custom_id: 'm',
          title: 'x'.repeat(46),
          components: [{ type: 1, components: [{ type: 4, custom_id: 'i', label: 'I', style: 1 }] }],
        },
      },
      'data.title',
    ],
    [
      'a modal with a button',
      {
        type: 9,
        data: {
          custom_id: 'm',
          title: 'M',
          components: [{ type: 1, components: [{ type: 2, style: 1, label: 'x', custom_id: 'x' }] }],
        },
      },
      'data.components.0.components.0.type',
    ],
  ];

  test.each(REFUSED)('refuses %s and stays open', async (_name, body, path) => {
    const desk = createDesk();
    const { answer } = asked(desk);
    const refused = await answer(body);
    expect(refused).toMatchObject({ status: 400, body: { code: 50035 } });
    const leaf = path.split('.').reduce((level, key) => level?.[key], refused.body.errors);
    expect(leaf?._errors).toHaveLength(1);
    expect(await answer(callMessage)).toMatchObject({ status: 204 });
  });

  test('refuses an empty answer', async () => {
    const { answer } = asked(createDesk());
    expect(await answer({ type: 4, data: {} })).toMatchObject({ status: 400, body: { code: 50006 } });
  });
});
