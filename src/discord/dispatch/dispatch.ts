import type { Interaction } from 'discord.js';
import { LRUCache } from 'lru-cache';
import type { Clock } from '../../platform/clock.ts';
import type { Log } from '../../platform/log.ts';
import { logged } from '../../platform/log-context.ts';
import type { InteractionOutcome } from '../../platform/metrics.ts';
import { isRefusal, type Refusal, refuse } from '../../shared/refusal.ts';
import type { Signer } from '../kit/buttons.ts';
import type { BotModule, Guild, Outcome } from '../kit/contract.ts';
import { suggest } from './autocomplete.ts';
import { coreModule } from './core-module.ts';
import { createDelivery, type Delivery, type Repliable, retire } from './delivery.ts';
import { isTooLate, reportFailure } from './error-door.ts';
import { createRegistry } from './registry.ts';
import { route, type Task } from './route.ts';
import { createSlots } from './slots.ts';
import { failureEmbed, refusalEmbed } from './wording.ts';

export interface Dispatch {
  /** Answers an interaction. Never rejects: whatever goes wrong ends in the log and in a sentence for the user. */
  handle(interaction: Interaction): Promise<void>;
  /** Swaps all handlers; those that run finish with the old ones. */
  use(modules: readonly BotModule[]): void;
  /** Whether an interaction is being answered. */
  busy(): boolean;
  /** Refuses what comes from now on, and waits for running handlers at most `graceMs`. @returns how many were left */
  drain(graceMs: number): Promise<number>;
}

export interface DispatchOptions {
  readonly modules: readonly BotModule[];
  readonly signer: Signer;
  readonly clock: Clock;
  readonly log: Log;
  /** Milliseconds until the watchdog defers. */
  readonly deferAfter?: number;
  /** Hears what became of each interaction, and after how many seconds. */
  readonly onAnswered?: (task: string, outcome: InteractionOutcome, seconds: number) => void;
}

const DEFER_AFTER = 2_000;
/** … in a crowd, where the deferrals take a while themselves. */
const CROWDED = 750;
const REMEMBERED_INTERACTIONS = 10_000;
/** Handlers at work at the same time; more would only wait for each other at the database. */
const ABREAST = 64;

/** Routes interactions to the modules: preconditions, handler, answer. The one error door of the bot. */
export function createDispatch(options: DispatchOptions): Dispatch {
  const { modules, signer, clock, log, deferAfter = DEFER_AFTER, onAnswered } = options;
  let registry = createRegistry([coreModule, ...modules]);
  let draining = false;
  const seen = new LRUCache<string, true>({ max: REMEMBERED_INTERACTIONS });
  const running = new Set<Promise<void>>();
  const slots = createSlots(ABREAST);

  async function answer(interaction: Repliable): Promise<void> {
    const startedAt = performance.now();
    const found = find(interaction);
    const task = isRefusal(found) ? refusing(found) : found;
    const patience = slots.crowded() ? Math.min(CROWDED, deferAfter) : deferAfter;
    const delivery = createDelivery(interaction, { deferAfter: patience, defer: task.defer });
    const leave = await slots.take(deferAfter);
    let became: InteractionOutcome = 'done';
    try {
      const outcome = await attempt(task, interaction);
      if (isRefusal(outcome)) became = 'refused';
      await deliver(outcome, task, interaction, delivery);
    } catch (error) {
      became = isTooLate(error) ? 'too_late' : 'failed';
      await fail(error, task, interaction, delivery);
    } finally {
      leave();
      delivery.abandon();
      onAnswered?.(task.name, became, (performance.now() - startedAt) / 1000);
    }
  }

  function find(interaction: Repliable): Task | Refusal {
    if (draining) return refuse('restarting');
    if (!isInGuild(interaction)) return refuse('guild_only');
    return route(interaction, { registry, signer, clock });
  }

  async function deliver(outcome: Outcome, task: Task, interaction: Repliable, delivery: Delivery): Promise<void> {
    if (!isRefusal(outcome)) {
      if (await delivery.send(outcome)) return;
      return deliver(refuse('too_slow'), task, interaction, delivery);
    }
    log.debug({ refused: outcome.refused, ...describe(interaction, task) }, 'interaction refused');
    const sentence = { embeds: [refusalEmbed(outcome, task.wording, log)], ephemeral: true };
    if (outcome.refused === 'expired' && interaction.isMessageComponent() && !interaction.deferred) {
      delivery.abandon();
      await retire(interaction, sentence);
    } else await delivery.send(sentence);
  }

  async function fail(error: unknown, task: Task, interaction: Repliable, delivery: Delivery): Promise<void> {
    if (isTooLate(error)) {
      log.warn({ err: error, ...describe(interaction, task) }, 'Discord no longer takes an answer');
      return;
    }
    const id = reportFailure(log, error, describe(interaction, task));
    await delivery.send({ embeds: [failureEmbed(id)], ephemeral: true }).catch((second: unknown) => {
      log.warn({ err: second, error_id: id }, 'the failure could not be shown');
    });
  }

  function track(work: Promise<void>): Promise<void> {
    running.add(work);
    return work.finally(() => running.delete(work));
  }

  return {
    async handle(interaction) {
      if (seen.has(interaction.id)) {
        log.warn({ interaction_id: interaction.id }, 'interaction delivered twice; dropped');
        return;
      }
      seen.set(interaction.id, true);
      if (interaction.isAutocomplete()) await track(suggest(interaction, registry, log));
      else if (interaction.isCommand() || interaction.isMessageComponent() || interaction.isModalSubmit()) {
        await track(logged({ interaction_id: interaction.id }, () => answer(interaction as Repliable)));
      }
    },
    busy: () => running.size > 0,
    use(next) {
      registry = createRegistry([coreModule, ...next]);
    },
    async drain(graceMs) {
      draining = true;
      await Promise.race([Promise.allSettled(running), Bun.sleep(graceMs)]);
      return running.size;
    },
  };
}

function isInGuild(interaction: Repliable): interaction is Guild<Repliable> {
  return interaction.inGuild();
}

/** Runs the preconditions, then the handler. */
async function attempt(task: Task, interaction: Repliable): Promise<Outcome> {
  for (const precondition of task.preconditions) {
    const refusal = await precondition(interaction as Guild<Repliable>);
    if (refusal) return refusal;
  }
  return task.run();
}

function refusing(refusal: Refusal): Task {
  return { name: 'none', defer: 'ephemeral', preconditions: [], run: async () => refusal };
}

function describe(interaction: Repliable, { name }: Task) {
  return { interaction_id: interaction.id, guild_id: interaction.guildId, user_id: interaction.user.id, task: name };
}
