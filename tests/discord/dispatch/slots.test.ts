import { expect, test } from 'bun:test';
import { createSlots } from '../../../src/discord/dispatch/slots.ts';

const LONG = 60_000;

test('so many work at the same time, the others in the order in which they came', async () => {
  const slots = createSlots(2);
  const [first, second] = [await slots.take(LONG), await slots.take(LONG)];
  expect(slots.crowded()).toBe(true);
  const order: string[] = [];
  async function take(name: string) {
    const leave = await slots.take(LONG);
    order.push(name);
    return leave;
  }
  const [third, fourth] = [take('third'), take('fourth')];
  await Bun.sleep(1);
  expect(order).toEqual([]);
  second();
  await third;
  expect(order).toEqual(['third']);
  first();
  await fourth;
  expect(order).toEqual(['third', 'fourth']);
  for (const leave of [await third, await fourth]) leave();
  expect(slots.crowded()).toBe(false);
});

test('a slot is given back once', async () => {
  const slots = createSlots(1);
  const leave = await slots.take(LONG);
  leave();
  leave();
  (await slots.take(LONG))();
  const held = await slots.take(LONG);
  expect(slots.crowded()).toBe(true);
  held();
});

test('whoever hangs keeps nobody waiting for longer than they said', async () => {
  const slots = createSlots(1);
  const hung = await slots.take(20);
  const startedAt = performance.now();
  const next = await slots.take(LONG);
  expect(performance.now() - startedAt).toBeWithin(10, 2_000);
  hung();
  expect(slots.crowded()).toBe(true);
  next();
});
