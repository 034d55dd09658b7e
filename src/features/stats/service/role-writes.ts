import type { Snowflake } from '../../../shared/ids.ts';

/** A role that was not given or taken, and waits for a person. */
export interface FailedWrite {
  readonly userId: Snowflake;
  readonly roleId: Snowflake;
  /** Null when the role is gone, or while Discord does not say. */
  readonly role: { readonly name: string; readonly color: number } | null;
  readonly action: 'add' | 'remove';
  readonly problem: string;
  readonly queuedAt: number;
}

export interface RoleWritesDeps {
  readonly roles: {
    failures(
      guildId: Snowflake,
      limit: number,
    ): Promise<
      readonly {
        readonly userId: Snowflake;
        readonly roleId: Snowflake;
        readonly action: 'add' | 'remove';
        readonly problem: string;
        readonly queuedAt: Date;
      }[]
    >;
    retry(guildId: Snowflake): Promise<number>;
  };
  readonly discord: {
    roles(
      guildId: Snowflake,
    ): Promise<
      readonly { readonly id: Snowflake; readonly name: string; readonly color: number }[] | 'unseen' | 'away'
    >;
  };
}

export type RoleWrites = ReturnType<typeof createRoleWrites>;

/** Role writes that were given up, with the names that Discord has. */
export function createRoleWrites({ roles, discord }: RoleWritesDeps) {
  return {
    /** Oldest first, at most so many. */
    async list(guildId: Snowflake, limit: number): Promise<FailedWrite[]> {
      const [failed, known] = await Promise.all([roles.failures(guildId, limit), discord.roles(guildId)]);
      const names = new Map(typeof known === 'string' ? [] : known.map((role) => [role.id, role]));
      return failed.map(({ userId, roleId, action, problem, queuedAt }) => ({
        ...{ userId, roleId, action, problem, queuedAt: queuedAt.getTime() },
        role: names.get(roleId) ?? null,
      }));
    },

    /** Tries all of them anew. @returns how many */
    again: (guildId: Snowflake): Promise<number> => roles.retry(guildId),
  };
}
