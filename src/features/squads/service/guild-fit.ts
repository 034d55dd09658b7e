import type { Snowflake } from '../../../shared/ids.ts';
import { type Refusal, refuse } from '../../../shared/refusal.ts';
import type { RoleOption, SeenSquad, Squad, SquadInput, SquadProblem } from '../model.ts';
import type { GuildView, SquadsDeps } from './context.ts';

type Roles = Exclude<Awaited<ReturnType<GuildView['roles']>>, string>;

const NO_ROLE = 'This role no longer exists. Choose another one.';

/** Whether squads fit their guild: what no schema can tell. */
export function createGuildFit(
  { discord }: Pick<SquadsDeps, 'discord'>,
  list: (guildId: Snowflake) => Promise<readonly Squad[]>,
) {
  async function known(guildId: Snowflake): Promise<Roles | Refusal<'discord_away' | 'guild_unseen'>> {
    const roles = await discord.roles(guildId);
    if (roles === 'away') return refuse('discord_away');
    return roles === 'unseen' ? refuse('guild_unseen') : roles;
  }

  return {
    /** Squads with colour and trouble of their roles. */
    async seen(guildId: Snowflake, squads: readonly Squad[]): Promise<SeenSquad[]> {
      const roles = await discord.roles(guildId);
      if (typeof roles === 'string') return squads.map((squad) => ({ ...squad, color: null, problem: null }));
      return squads.map((squad) => {
        const role = roles.find(({ id }) => id === squad.roleId);
        return { ...squad, color: role?.color ?? null, problem: role ? role.problem : NO_ROLE };
      });
    },

    /** Every role, highest first, and why it cannot be a squad's; `squadId` is the squad that is being edited. */
    async roleOptions(
      guildId: Snowflake,
      squadId: string | null = null,
    ): Promise<RoleOption[] | Refusal<'discord_away' | 'guild_unseen'>> {
      const roles = await known(guildId);
      if ('refused' in roles) return roles;
      const others = (await list(guildId)).filter(({ id }) => id !== squadId);
      return roles.map(({ id, name, color, problem }) => {
        const taken = others.find(({ roleId }) => roleId === id);
        return { id, name, color, problem: problem ?? (taken ? takenBy(taken.name) : null) };
      });
    },

    /** What the guild does not allow of a squad's settings. To be asked before they are written. */
    async problems(
      guildId: Snowflake,
      input: Pick<SquadInput, 'roleId' | 'requiredRoleId' | 'name'>,
      squadId: string | null = null,
    ): Promise<SquadProblem[] | Refusal<'discord_away' | 'guild_unseen'>> {
      const roles = await known(guildId);
      if ('refused' in roles) return roles;
      const others = (await list(guildId)).filter(({ id }) => id !== squadId);
      return problemsAmong(roles, input, others, NO_ROLE);
    },

    /** The same of a whole list of squads, each against all others; none for those that are not `asked`. */
    async problemsOfAll(
      guildId: Snowflake,
      inputs: readonly Wished[],
      asked: ReadonlySet<Wished>,
    ): Promise<SquadProblem[][] | Refusal<'discord_away' | 'guild_unseen'>> {
      const roles = asked.size > 0 ? await known(guildId) : [];
      if ('refused' in roles) return roles;
      return inputs.map((input) => {
        if (!asked.has(input)) return [];
        const others = inputs.filter((one) => one !== input);
        return problemsAmong(roles, input, others, 'There is no such role in this server.');
      });
    },
  };
}

type Wished = Pick<SquadInput, 'roleId' | 'requiredRoleId' | 'name'>;

function problemsAmong(roles: Roles, input: Wished, others: readonly Wished[], noRole: string): SquadProblem[] {
  const role = roles.find(({ id }) => id === input.roleId);
  const owner = others.find(({ roleId }) => roleId === input.roleId);
  const lacksRequired = input.requiredRoleId !== null && !roles.some(({ id }) => id === input.requiredRoleId);
  return [
    problem('roleId', role ? role.problem : noRole) ?? problem('roleId', owner ? takenBy(owner.name) : null),
    problem('requiredRoleId', lacksRequired ? noRole : null) ??
      problem('requiredRoleId', input.requiredRoleId === input.roleId ? OWN_ROLE : null),
    problem('name', others.some(({ name }) => same(name, input.name)) ? NAME_TAKEN : null),
  ].filter((one) => one !== null);
}

const OWN_ROLE = 'Nobody could join a squad that asks for its own role. Choose another one, or none.';
const NAME_TAKEN = 'There is a squad of this name already. Choose another name.';

function takenBy(name: string): string {
  return `This role belongs to the squad ${name} already. Choose another one.`;
}

function same(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}

function problem(field: SquadProblem['field'], sentence: string | null): SquadProblem | null {
  return sentence === null ? null : { field, sentence };
}
