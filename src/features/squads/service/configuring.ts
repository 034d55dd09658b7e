import { createHash } from 'node:crypto';
import type { Tx } from '../../../platform/db/database.ts';
import { authorship } from '../../../shared/actor.ts';
import type { Snowflake } from '../../../shared/ids.ts';
import { type Refusal, refuse } from '../../../shared/refusal.ts';
import type { Actor } from '../../guilds/service.ts';
import { type ConfiguredSquad, type Squad, type SquadsConfig, settingsOf } from '../model.ts';
import * as store from '../store/squads.ts';
import { type SquadsDeps, stampOf } from './context.ts';

interface ConfigWrite {
  readonly actor: Actor;
  /** From `readConfig`: written only while the squads are these. */
  readonly version: string;
  /** For the audit log. */
  readonly target: string;
}

/** All squads of a guild at once, for their history and for files. */
export function createConfiguring({ db, clock, guilds }: Pick<SquadsDeps, 'db' | 'clock' | 'guilds'>) {
  /** Takes the squads away that are not wanted any more; false when somebody has come into one. */
  async function remove(tx: Tx, guildId: Snowflake, gone: readonly Squad[], now: string): Promise<boolean> {
    const peopled = new Set((await store.countPeople(tx, guildId)).map(({ id }) => id));
    if (gone.some(({ id }) => peopled.has(id))) return false;
    for (const { id } of gone) await store.markDeleted(tx, guildId, id, now);
    return true;
  }

  /** @returns their ids, in this order */
  async function save(
    tx: Tx,
    guildId: Snowflake,
    before: readonly Squad[],
    wanted: SquadsConfig['squads'],
    now: string,
  ) {
    const known = new Map(before.map((squad) => [squad.id, squad]));
    const changed = wanted.flatMap((input) => {
      const was = input.id === undefined ? undefined : known.get(input.id);
      return was && !isSame(was, input) ? [{ was, input }] : [];
    });
    const renamed = changed.filter(({ was, input }) => was.name !== input.name || was.roleId !== input.roleId);
    await store.freeNames(
      tx,
      guildId,
      renamed.map(({ was }) => was.id),
    );
    for (const { was, input } of changed) {
      const settling = was.roleId !== input.roleId;
      await store.saveSquad(tx, { guildId, id: was.id, input: settingsOf(input), settling, now });
    }
    const ids: string[] = [];
    for (const { id = stampOf(clock).id, ...input } of wanted) {
      if (!known.has(id)) await store.addSquad(tx, { guildId, id, input, now });
      ids.push(id);
    }
    return ids;
  }

  return {
    /** In their order, as they are now. */
    async readConfig(guildId: Snowflake): Promise<{ readonly value: SquadsConfig; readonly version: string }> {
      const squads = await store.listSquads(db, guildId);
      return { value: configOf(squads), version: versionOf(squads) };
    },

    /** Who is in every squad that is not empty, by its id. */
    async headcounts(guildId: Snowflake): Promise<ReadonlyMap<string, Pick<store.Headcount, 'members' | 'departed'>>> {
      const counts = await store.countPeople(db, guildId);
      return new Map(counts.map(({ id, ...count }) => [id, count]));
    },

    /** All of it with one audit entry, inside the caller's transaction. Squads that are left out are deleted, and must be empty. */
    async writeConfig(
      tx: Tx,
      guildId: Snowflake,
      { squads: wanted }: SquadsConfig,
      { actor, version, target }: ConfigWrite,
    ): Promise<Refusal<'config_changed_meanwhile'> | null> {
      const before = await store.lockSquads(tx, guildId);
      if (versionOf(before) !== version) return refuse('config_changed_meanwhile');
      const { now } = stampOf(clock);
      const kept = new Set(wanted.map(({ id }) => id));
      const gone = before.filter(({ id }) => !kept.has(id));
      if (!(await remove(tx, guildId, gone, now))) return refuse('config_changed_meanwhile');
      await store.saveOrder(tx, guildId, await save(tx, guildId, before, wanted, now));
      await guilds.record(tx, {
        guildId,
        ...authorship(actor),
        action: 'squads.config.changed',
        target,
        before: configOf(before),
        after: configOf(await store.listSquads(tx, guildId)),
      });
      return null;
    },
  };
}

function configOf(squads: readonly Squad[]): SquadsConfig {
  return { squads: squads.map((squad) => ({ id: squad.id, ...settingsOf(squad) })) };
}

export function isSame(before: ConfiguredSquad, after: ConfiguredSquad): boolean {
  return JSON.stringify(settingsOf(before)) === JSON.stringify(settingsOf(after));
}

/** Names the squads, what is set of each, and their order. */
function versionOf(squads: readonly Squad[]): string {
  const told = squads.map(({ id, version }) => `${id}:${version}`).join();
  return createHash('sha256').update(told).digest('base64url').slice(0, 22);
}
