import { MessageType } from 'discord-api-types/v10';
import type { SimulatedMessage } from '../types.ts';
import type { Scene } from './scene.ts';

/** A message in its place: whether it opens a group, and whether a new day begins above it. */
export interface Entry {
  message: SimulatedMessage;
  /** Shows avatar and name; otherwise it continues the message above. */
  lead: boolean;
  newDay: boolean;
}

const GROUPED_WITHIN = 7 * 60_000;
const DAY = 86_400_000;

/** How many messages a page shows at once. */
export const PAGE = 80;

/** The last messages of the scene's channel, oldest first. */
export function transcript(scene: Scene, count = PAGE): Entry[] {
  return entries(scene.messages, Math.max(0, scene.messages.length - count), scene.messages.length);
}

/** The messages before another one, oldest first, and whether there are more. */
export function earlier(scene: Scene, before: string, count = PAGE): { entries: Entry[]; more: boolean } {
  const end = scene.messages.findIndex(({ id }) => id === before);
  if (end <= 0) return { entries: [], more: false };
  const start = Math.max(0, end - count);
  return { entries: entries(scene.messages, start, end), more: start > 0 };
}

function entries(messages: SimulatedMessage[], start: number, end: number): Entry[] {
  return messages.slice(start, end).map((message, offset) => {
    const before = messages[start + offset - 1];
    const newDay = !before || day(before) !== day(message);
    return { message, newDay, lead: newDay || !before || !continues(before, message) };
  });
}

function day(message: SimulatedMessage): number {
  return Math.floor(Date.parse(message.timestamp) / DAY);
}

function continues(before: SimulatedMessage, message: SimulatedMessage): boolean {
  return (
    before.author.id === message.author.id &&
    message.type === MessageType.Default &&
    isSpoken(before) &&
    before.ephemeral_for === message.ephemeral_for &&
    Date.parse(message.timestamp) - Date.parse(before.timestamp) < GROUPED_WITHIN
  );
}

/** Written by somebody, as opposed to "ada joined the server". */
export function isSpoken({ type }: SimulatedMessage): boolean {
  return (
    type === MessageType.Default ||
    type === MessageType.Reply ||
    type === MessageType.ChatInputCommand ||
    type === MessageType.ContextMenuCommand
  );
}
