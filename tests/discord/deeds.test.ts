import { afterEach, expect, setDefaultTimeout, test } from 'bun:test';
import { PermissionFlagsBits, RESTEvents } from 'discord.js';
import { createBreaker } from '../../src/discord/breaker.ts';
import { createDeeds, type MessageRef } from '../../src/discord/deeds.ts';
import { startSimulator, type TestSimulator } from '../harness/simulator.ts';
import { createSmallWorld, denying } from '../harness/small-world.ts';
import { createBot } from './scene.ts';

setDefaultTimeout(30_000);

let discord: TestSimulator;
afterEach(() => discord.close());

test('a channel in which it may not delete costs one refused call a deed, and the other channels are done', async () => {
  const small = createSmallWorld();
  const { botRole } = small.roles;
  small.world.createChannel(small.guildId, {
    name: 'locked',
    overwrites: [denying(botRole.id, PermissionFlagsBits.ManageMessages)],
  });
  discord = await startSimulator({ seed: () => small.world.state });
  const { rest, directory, clock } = createBot(discord);
  const refused: string[] = [];
  rest.on(RESTEvents.Response, ({ method }, { status }) => {
    if (status === 403) refused.push(method);
  });
  const deeds = createDeeds({ rest, directory, clock, breaker: createBreaker(clock) });

  for (const channel of ['locked', 'locked', 'locked', 'general'])
    await discord.post('say', { as: 'ada', channel, content: 'spam' });
  const posts: MessageRef[] = Object.values(discord.world.state.messages).flatMap((messages) =>
    messages.map(({ id, channel_id: channelId }) => ({ id, channelId })),
  );
  expect(posts).toHaveLength(4);
  const outcome = await deeds.remove(small.guildId, posts, 'spam');
  expect(outcome).toEqual({ done: false, problem: 'The bot lacks the permission for this.', lasting: true });
  expect(refused).toEqual(['DELETE']);
});
