import { expect } from 'bun:test';
import { type APIComponentInMessageActionRow, type APIMessage, ComponentType } from 'discord.js';
import { type Connection, type ConnectionOptions, createConnection } from '../../src/discord/connection.ts';
import { createDirectory } from '../../src/discord/directory/directory.ts';
import { createSigner } from '../../src/discord/kit/buttons.ts';
import type { BotModule } from '../../src/discord/kit/contract.ts';
import { createRest } from '../../src/discord/rest.ts';
import { createDiscordWriter } from '../../src/discord/roles/discord-writer.ts';
import { createRoleQueue } from '../../src/discord/roles/queue.ts';
import { createBus } from '../../src/platform/bus/create-bus.ts';
import type { Database } from '../../src/platform/db/database.ts';
import { createLog } from '../../src/platform/log.ts';
import { isRefusal } from '../../src/shared/refusal.ts';
import type { InteractionEvent } from '../../src/simulator/interactions/interaction.ts';
import { seed } from '../../src/simulator/seed/seed.ts';
import type { SimulatedMessage } from '../../src/simulator/types.ts';
import { startSimulator } from '../harness/simulator.ts';
import { until } from '../harness/until.ts';
import { answeringModule } from './modules.ts';

export type LogLine = Record<string, unknown> & { msg: string; level: string };

export interface BotOptions
  extends Partial<Pick<ConnectionOptions, 'deploy' | 'intents' | 'shards' | 'firstRetry' | 'deferAfter'>> {
  modules?: readonly BotModule[];
  /** Without it nothing gives roles. */
  db?: Database;
  token?: string;
}

export type Discord = Awaited<ReturnType<typeof startDiscord>>;

/** The simulated Discord with its lively guild, on a port of its own, and what became of interactions. */
export async function startDiscord(options: Parameters<typeof startSimulator>[0] = {}) {
  const discord = await startSimulator({ seed, ...options });
  const events: InteractionEvent[] = [];
  discord.simulator.interactions.onEvent((event) => events.push(event));
  return { ...discord, events, faults: discord.simulator.faults, gateway: discord.simulator.gateway };
}

/** A bot on a Discord, not yet logged in. */
export function createBot(
  discord: Pick<Discord, 'apiUrl' | 'token'> & Partial<Pick<Discord, 'world'>>,
  options: BotOptions = {},
) {
  const lines: LogLine[] = [];
  const log = createLog({
    level: 'debug',
    format: 'json',
    stream: { write: (line) => void lines.push(JSON.parse(line)) },
  });
  const clock = discord.world?.clock ?? { now: () => Date.now() };
  const { token = discord.token, db, ...given } = options;
  const rest = createRest({ token, apiUrl: discord.apiUrl, cdnUrl: discord.apiUrl, log });
  const directory = createDirectory({ rest, clock });
  const bus = createBus({ log });
  const writer = createDiscordWriter({ rest, directory, clock });
  const roles = db && createRoleQueue({ db, bus, clock, log, writer, pollEvery: 20, firstRetry: 20 });
  const signer = createSigner('secret');
  const modules = options.modules ?? [answeringModule(signer, clock)];
  const connection: Connection = createConnection({
    deploy: 'guilds',
    firstRetry: 20,
    ...given,
    token,
    rest,
    directory,
    roles: roles ?? NO_ROLES,
    signer,
    modules,
    clock,
    log,
  });
  return { connection, directory, roles, rest, signer, lines, clock, bus };
}

const NO_ROLES = { start: () => {}, busy: () => false, close: async () => {} };

export type Bot = ReturnType<typeof createBot>;

/** Runs people's actions against a logged-in bot and waits for what it answers. */
export function createPeople(discord: Discord) {
  const { events, exchanges } = discord;
  const { actors } = discord.simulator;

  function act<T extends { id: string }>(made: T | ReturnType<typeof actors.command>): string {
    if (isRefusal(made)) throw new Error(String(made.context.message));
    return made.id;
  }

  /** The messages of an interaction so far, as they are now. */
  function messagesOf(id: string): SimulatedMessage[] {
    const seen = events.flatMap((event) =>
      event.kind === 'message' && event.interaction.id === id ? [event.message.id] : [],
    );
    const all = Object.values(discord.world.state.messages).flat();
    return all.filter((message) => seen.includes(message.id));
  }

  /** Waits until the interaction has a message whose first embed or content says this. */
  async function answered(id: string, text: string | RegExp): Promise<SimulatedMessage> {
    return until(() => messagesOf(id).find((message) => says(message).match(text)) ?? undefined);
  }

  return {
    answered,
    messagesOf,
    command: (as: string, name: string, options?: Record<string, unknown>) =>
      act(actors.command({ as, channel: 'bot', name, options })),
    greet: (as: string, target: string) => act(actors.command({ as, channel: 'bot', name: 'Greet', target })),
    complete: (as: string, word: string) =>
      act(actors.autocomplete({ as, channel: 'bot', name: 'suggest', options: { word }, focused: 'word' })),
    press: (as: string, message: APIMessage, label: string) =>
      act(actors.press({ as, message: message.id, customId: customId(message, label) })),
    submit: (as: string, id: string, fields: Record<string, string>) =>
      act(actors.submit({ as, customId: id, fields })),
    /** Waits for the form that an interaction opens. */
    form: (id: string) =>
      until(
        () =>
          events.flatMap((event) => (event.kind === 'modal' && event.interaction.id === id ? [event.modal] : []))[0],
      ),
    choices: (id: string) =>
      until(
        () =>
          events.flatMap((event) =>
            event.kind === 'choices' && event.interaction.id === id ? [event.choices] : [],
          )[0],
      ),
    calls: (match: RegExp) => exchanges.filter(({ method, path }) => match.test(`${method} ${path}`)),
  };
}

export type People = ReturnType<typeof createPeople>;

export function says({ content, embeds }: Pick<APIMessage, 'content' | 'embeds'>): string {
  return [content, embeds[0]?.title, embeds[0]?.description, embeds[0]?.footer?.text].filter(Boolean).join('\n');
}

function customId(message: APIMessage, label: string): string {
  const found = partsOf(message).find((part) => 'label' in part && part.label === label);
  expect(found).toBeDefined();
  return found && 'custom_id' in found ? found.custom_id : '';
}

/** The buttons and selects of a message. */
export function partsOf({ components = [] }: APIMessage): APIComponentInMessageActionRow[] {
  return components.flatMap((row) => (row.type === ComponentType.ActionRow ? row.components : []));
}
