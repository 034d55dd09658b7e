import { createCache } from '../../../platform/cache.ts';
import type { Tx } from '../../../platform/db/database.ts';
import { SqlError } from '../../../platform/db/errors.ts';
import { authorship } from '../../../shared/actor.ts';
import type { Snowflake } from '../../../shared/ids.ts';
import { isRefusal, refuse } from '../../../shared/refusal.ts';
import type { Actor } from '../../guilds/service.ts';
import { type Squad, type SquadInput, type SquadsNo, settingsOf } from '../model.ts';
import { orderVersion, SQUADS_LIMIT } from '../rules.ts';
import * as store from '../store/squads.ts';
import { type SquadsDeps, stampOf } from './context.ts';

const REMEMBERED = 2_000;
/** Five minutes; a change is known at once. */
const REMEMBER_FOR = 5 * 60_000;

export type Book = ReturnType<typeof createBook>;

/** The squads of a guild, as its managers keep them. */
export function createBook({ db, bus, clock, guilds }: Pick<SquadsDeps, 'db' | 'bus' | 'clock' | 'guilds'>) {
  const cache = createCache<readonly Squad[]>({ max: REMEMBERED, ttl: REMEMBER_FOR, clock });
  const stop = bus.subscribe('squads.changed', ({ guildId }) => cache.delete(guildId));

  /** After the commit: tells everyone. */
  function changed(guildId: Snowflake): void {
    cache.delete(guildId);
    bus.publish('squads.changed', { guildId });
  }

  /** In their order; at most five minutes old, and only for showing. */
  const list = (guildId: Snowflake): Promise<readonly Squad[]> =>
    cache.through(guildId, () => store.listSquads(db, guildId));

  async function find(guildId: Snowflake, squadId: string): Promise<Squad | SquadsNo> {
    const squad = (await list(guildId)).find(({ id }) => id === squadId.toLowerCase());
    return squad ?? refuse('squad_unknown');
  }

  /** Runs a change; what the database refuses is put in words. */
  async function write<T>(guildId: Snowflake, input: SquadInput | null, work: (tx: Tx) => Promise<T | SquadsNo>) {
    try {
      const done = await db.transaction(work);
      if (!isRefusal(done)) changed(guildId);
      return done;
    } catch (error) {
      const taken = input && error instanceof SqlError ? await takenIn(error, guildId, input) : null;
      if (taken) return taken;
      throw error;
    }
  }

  async function takenIn({ constraint }: SqlError, guildId: Snowflake, input: SquadInput): Promise<SquadsNo | null> {
    if (constraint === 'squads_name') return refuse('squad_name_taken', { name: input.name });
    if (constraint !== 'squads_role') return null;
    const owner = (await store.listSquads(db, guildId)).find(({ roleId }) => roleId === input.roleId);
    return refuse('squad_role_taken', { squad: owner?.name ?? 'another squad' });
  }

  return {
    stop,

    /** Hears of every change of a guild's squads and their members. @returns a function that ends it */
    watch: (guildId: Snowflake, tell: () => void): (() => void) =>
      bus.subscribe('squads.changed', (change) => {
        if (change.guildId === guildId) tell();
      }),

    changed,
    list,
    find,

    /** Behind all others. What the guild does not allow (`problems`) is asked before. */
    create(guildId: Snowflake, input: SquadInput, actor: Actor): Promise<Squad | SquadsNo> {
      return write(guildId, input, async (tx) => {
        await store.lockGuild(tx, guildId);
        if ((await store.listSquads(tx, guildId)).length >= SQUADS_LIMIT)
          return refuse('squads_full', { max: SQUADS_LIMIT });
        const { id, now } = stampOf(clock);
        await store.addSquad(tx, { guildId, id, input, now });
        await guilds.record(tx, {
          guildId,
          ...authorship(actor),
          action: 'squads.squad.created',
          target: id,
          after: input,
        });
        return (await store.lockSquad(tx, guildId, id)) ?? refuse('squad_unknown');
      });
    },

    /** `expectedVersion` guards against overwriting somebody else's change. A new role replaces the old one in the background. */
    edit(
      guildId: Snowflake,
      squadId: string,
      input: SquadInput,
      { actor, expectedVersion }: { readonly actor: Actor; readonly expectedVersion?: number | undefined },
    ): Promise<Squad | SquadsNo> {
      return write(guildId, input, async (tx) => {
        const before = await store.lockSquad(tx, guildId, squadId);
        if (!before) return refuse('squad_unknown');
        if (expectedVersion !== undefined && expectedVersion !== before.version)
          return refuse('squad_changed_meanwhile');
        const settling = before.roleId !== input.roleId;
        await store.saveSquad(tx, { guildId, id: squadId, input, settling, now: stampOf(clock).now });
        const entry = { action: 'squads.squad.changed', target: squadId, before: settingsOf(before), after: input };
        await guilds.record(tx, { guildId, ...authorship(actor), ...entry });
        return (await store.lockSquad(tx, guildId, squadId)) ?? refuse('squad_unknown');
      });
    },

    /** With members only when forced; they lose the role in the background. The history stays. @returns how many were in it */
    remove(
      guildId: Snowflake,
      squadId: string,
      { actor, force = false }: { readonly actor: Actor; readonly force?: boolean },
    ): Promise<{ readonly members: number; readonly departed: number } | SquadsNo> {
      return write(guildId, null, async (tx) => {
        const squad = await store.lockSquad(tx, guildId, squadId);
        if (!squad) return refuse('squad_unknown');
        const counts = { members: squad.memberCount, departed: await store.countDeparted(tx, guildId, squadId) };
        if (counts.members + counts.departed > 0 && !force) return refuse('squad_has_members', counts);
        await store.markDeleted(tx, guildId, squadId, stampOf(clock).now);
        const entry = { action: 'squads.squad.deleted', target: squadId, before: settingsOf(squad), after: counts };
        await guilds.record(tx, { guildId, ...authorship(actor), ...entry });
        return counts;
      });
    },

    /** Every squad's id, once, in the order wanted. `expectedVersion`: `orderVersion` of the order that was seen. */
    order(
      guildId: Snowflake,
      ids: readonly string[],
      actor: Actor,
      expectedVersion?: number,
    ): Promise<readonly Squad[] | SquadsNo> {
      return write(guildId, null, async (tx) => {
        await store.lockGuild(tx, guildId);
        const before = (await store.listSquads(tx, guildId)).map(({ id }) => id);
        const after = ids.map((id) => id.toLowerCase());
        if (expectedVersion !== undefined && expectedVersion !== orderVersion(before))
          return refuse('squad_changed_meanwhile');
        if (before.toSorted().join() !== after.toSorted().join()) return refuse('squads_order_stale');
        await store.saveOrder(tx, guildId, after);
        await guilds.record(tx, {
          guildId,
          ...authorship(actor),
          action: 'squads.order.changed',
          before: { order: before },
          after: { order: after },
        });
        return store.listSquads(tx, guildId);
      });
    },
  };
}
