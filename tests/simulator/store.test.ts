import { afterEach, beforeEach, expect, test } from 'bun:test';
import { createLog } from '../../src/platform/log.ts';
import { createSimulator } from '../../src/simulator/simulator.ts';
import { createWorldStore, keep } from '../../src/simulator/store.ts';
import { eachDatabase, type TestDatabase } from '../harness/database.ts';
import { createSmallWorld } from '../harness/small-world.ts';
import { until } from '../harness/until.ts';

const log = createLog({ level: 'silent', format: 'json' });

eachDatabase('the kept world', ({ open }) => {
  let opened: TestDatabase;
  beforeEach(async () => {
    opened = await open();
  });
  afterEach(() => opened.close());

  test('nothing is there at first, then what was saved', async () => {
    const store = createWorldStore(opened.db);
    expect(await store.load()).toBeNull();
    const { state } = createSmallWorld().world;
    await store.save(state);
    await store.save(state);
    expect(await store.load()).toEqual(JSON.parse(JSON.stringify(state)));
  });

  test('a world survives a restart with its clock, its messages and its ids', async () => {
    const start = () => createSimulator({ baseUrl: 'http://127.0.0.1:1', store: createWorldStore(opened.db), log });
    const first = await start();
    first.actors.say({ as: 'ada', channel: 'general', content: 'remember me' });
    first.world.advance(86_400_000);
    await first.close();

    const second = await start();
    const messages = Object.values(second.world.state.messages).flat();
    expect(messages.map(({ content }) => content)).toContain('remember me');
    expect(second.world.clock.offset).toBe(86_400_000);
    expect(second.applicationId).toBe(first.applicationId);
    expect(second.token).not.toBe(first.token);
    await second.close();
  });
});

test('many changes are few writes, and the last one counts', async () => {
  const { world, general, people } = createSmallWorld();
  const written: number[] = [];
  const save = async () => void written.push(world.state.messages[general.id]?.length ?? 0);
  const keeper = keep(world, { load: async () => null, save }, log);
  const say = () => world.createMessage({ channelId: general.id, authorId: people.ada.id, content: 'x' });
  for (let count = 0; count < 100; count += 1) say();
  await until(() => written[0]);
  say();
  await keeper.close();
  expect(written).toEqual([100, 101]);
});

test('what takes long to write is written less often', async () => {
  const { world, general, people } = createSmallWorld();
  let writes = 0;
  const save = () => Bun.sleep(60).then(() => void (writes += 1));
  const keeper = keep(world, { load: async () => null, save }, log);
  const say = () => world.createMessage({ channelId: general.id, authorId: people.ada.id, content: 'x' });
  say();
  await until(() => writes || undefined);
  say();
  await Bun.sleep(800);
  expect(writes).toBe(1);
  await until(() => (writes === 2 ? true : undefined));
  await keeper.close();
});

test('a failed write is tried again with the next change', async () => {
  const { world, general, people } = createSmallWorld();
  let attempts = 0;
  const save = async () => {
    attempts += 1;
    if (attempts === 1) throw new Error('the disk is full');
  };
  const keeper = keep(world, { load: async () => null, save }, log);
  world.createMessage({ channelId: general.id, authorId: people.ada.id, content: 'x' });
  await until(() => attempts || undefined);
  await keeper.close();
  expect(attempts).toBe(2);
});
