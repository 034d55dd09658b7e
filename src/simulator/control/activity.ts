import type { APIApplicationCommandOptionChoice, APIMessage } from 'discord-api-types/v10';
import type { Snowflake } from '../../shared/ids.ts';
import type { Interaction, InteractionEvent } from '../interactions/interaction.ts';
import type { Interactions } from '../interactions/interactions.ts';
import type { Dispatch, SimulatedMessage } from '../types.ts';
import type { World } from '../world/world.ts';
import { type Change, createChangeReader } from './changes.ts';

/** What came of something that was done. */
export interface Outcome {
  /** Messages that the bot made or changed since, as they are now. */
  replies: SimulatedMessage[];
  changes: Change[];
}

export interface Activity {
  /** Where the record stands now, to look back to later. */
  mark(): number;
  /** What happened after a mark. Answers to interactions other than `about` are left out. */
  since(mark: number, about: Interaction | null): Outcome;
  choices(interaction: Interaction): readonly APIApplicationCommandOptionChoice[];
  /** Counts a REST call from its beginning to its end. */
  restBegan(): void;
  restEnded(): void;
  /** Nothing counts as settled while this says true: the bot knows best whether it is still at work. */
  waitFor(busy: () => boolean): void;
  /** Waits until nothing goes on any more: no REST call, no open answer, `ready`, and quiet for a moment. */
  settled(about: Interaction | null, ready?: () => boolean): Promise<void>;
  /** Forgets what it knows of members, as after a reset. */
  refresh(): void;
  close(): void;
}

interface Entry {
  /** The interaction whose answer this is; null for everything else. */
  interactionId: Snowflake | null;
  message?: { channelId: Snowflake; id: Snowflake };
  change?: Change;
}

export interface ActivityOptions {
  world: World;
  interactions: Interactions;
  /** How long nothing may happen until it counts as settled, in milliseconds. */
  quietMs?: number;
  /** The longest wait, in milliseconds. */
  patienceMs?: number;
}

const KEPT = 10_000;
const POLL = 4;

/** Keeps a record of what happens, so that whoever did something learns what came of it. */
export function createActivity({ world, interactions, quietMs = 60, patienceMs = 5_000 }: ActivityOptions): Activity {
  const reader = createChangeReader(world.state);
  const choices = new WeakMap<Interaction, readonly APIApplicationCommandOptionChoice[]>();
  let entries: Entry[] = [];
  let forgotten = 0;
  let openCalls = 0;
  let lastNews = performance.now();
  let botIsBusy = () => false;

  function add(entry: Entry): void {
    lastNews = performance.now();
    entries.push(entry);
    if (entries.length < KEPT) return;
    forgotten += KEPT / 2;
    entries = entries.slice(KEPT / 2);
  }

  function onDispatch(dispatch: Dispatch): void {
    lastNews = performance.now();
    if (dispatch.t !== 'MESSAGE_CREATE' && dispatch.t !== 'MESSAGE_UPDATE') {
      for (const change of reader.read(dispatch)) add({ interactionId: null, change });
      return;
    }
    const message = dispatch.d as APIMessage;
    const isAnswer = dispatch.t === 'MESSAGE_CREATE' && message.interaction_metadata !== undefined;
    if (isAnswer || message.author.id !== world.state.application.bot.id) return;
    add({ interactionId: null, message: { channelId: message.channel_id, id: message.id } });
  }

  function onInteraction(event: InteractionEvent): void {
    const { interaction } = event;
    if (event.kind === 'choices') choices.set(interaction, event.choices);
    if (event.kind === 'message') addAnswer(interaction, event.message);
    if (event.kind === 'modal')
      add({ interactionId: interaction.id, change: { type: 'modal_opened', ...event.modal } });
    if (event.kind === 'failed') add({ interactionId: interaction.id, change: { type: 'interaction_failed' } });
  }

  /** The update's dispatch came just before: it was this answer and nobody else's. */
  function addAnswer({ id: interactionId }: Interaction, { id, channel_id: channelId }: SimulatedMessage): void {
    const last = entries.at(-1);
    if (last?.interactionId === null && last.message?.id === id) entries.pop();
    add({ interactionId, message: { channelId, id } });
  }

  const ends = [world.onDispatch(onDispatch), interactions.onEvent(onInteraction)];

  function isAtRest(about: Interaction | null): boolean {
    const answered = about === null || about.stage === 'answered' || about.stage === 'lapsed';
    return answered && openCalls === 0 && !botIsBusy() && performance.now() - lastNews >= quietMs;
  }

  return {
    mark() {
      lastNews = performance.now();
      return forgotten + entries.length;
    },
    since(mark, about) {
      const news = entries
        .slice(Math.max(0, mark - forgotten))
        .filter(({ interactionId }) => interactionId === null || interactionId === about?.id);
      const ids = new Map(news.flatMap(({ message }) => (message ? [[message.id, message.channelId] as const] : [])));
      return {
        replies: [...ids]
          .map(([id, channelId]) => world.message(channelId, id))
          .filter((message) => message !== undefined),
        changes: news.flatMap(({ change }) => change ?? []),
      };
    },
    choices: (interaction) => choices.get(interaction) ?? [],
    restBegan() {
      openCalls += 1;
      lastNews = performance.now();
    },
    restEnded() {
      openCalls -= 1;
      lastNews = performance.now();
    },
    waitFor(busy) {
      botIsBusy = busy;
    },
    async settled(about, ready = () => true) {
      const deadline = performance.now() + patienceMs;
      while (!(isAtRest(about) && ready()) && performance.now() < deadline) await Bun.sleep(POLL);
    },
    refresh: reader.refresh,
    close() {
      for (const end of ends) end();
    },
  };
}
