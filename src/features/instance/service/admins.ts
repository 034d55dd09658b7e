import type { Database } from '../../../platform/db/database.ts';
import { authorship } from '../../../shared/actor.ts';
import type { Snowflake } from '../../../shared/ids.ts';
import { type Refusal, refuse } from '../../../shared/refusal.ts';
import type { Actor, Guilds } from '../../guilds/service.ts';
import type { Admin, AdminRefusal } from '../model.ts';

/** Who administers the instance, where that is kept. */
export interface AdminBook {
  list(): readonly Admin[];
  /** In development; null where only the configuration says who it is. */
  readonly kept: { add(userId: Snowflake): void; remove(userId: Snowflake): void } | null;
}

export interface AdminsDeps {
  readonly db: Database;
  readonly guilds: Pick<Guilds, 'record'>;
  readonly admins: AdminBook;
  /** Null in production. */
  readonly people: {
    find(username: string): Promise<{ readonly id: Snowflake; readonly username: string } | null>;
  } | null;
}

export type Admins = ReturnType<typeof createAdmins>;

/** Who administers the instance, and in development changing that; each change is in the audit log. */
export function createAdmins({ db, guilds, admins, people }: AdminsDeps) {
  function note(action: string, target: Snowflake, actor: Actor) {
    return db.transaction((tx) => guilds.record(tx, { guildId: null, ...authorship(actor), action, target }));
  }

  return {
    list: (): readonly Admin[] => admins.list(),

    /** Whether they are changed here. */
    editable: admins.kept !== null,

    async add(username: string, actor: Actor): Promise<Refusal<AdminRefusal> | null> {
      if (!admins.kept) return refuse('admins_fixed');
      const person = await people?.find(username.trim().replace(/^@/, '').toLowerCase());
      if (!person) return refuse('admin_unknown');
      if (admins.list().some(({ id }) => id === person.id)) return refuse('admin_already');
      await note('instance.admin.added', person.id, actor);
      admins.kept.add(person.id);
      return null;
    },

    async remove(userId: Snowflake, actor: Actor): Promise<Refusal<AdminRefusal> | null> {
      const admin = admins.list().find(({ id }) => id === userId);
      if (!admins.kept || admin?.removable === false) return refuse('admins_fixed');
      if (!admin) return refuse('admin_unknown');
      if (userId === actor.id) return refuse('admin_oneself');
      await note('instance.admin.removed', userId, actor);
      admins.kept.remove(userId);
      return null;
    },
  };
}
