import { z } from 'zod';
import type { ApiKit } from '../../../http/kit/kit.ts';
import { refusalResponse } from '../../../http/kit/refusals.ts';
import { snowflake } from '../../../shared/ids.ts';
import {
  type Membership,
  type SeenSquad,
  SQUAD_DEFAULTS,
  type SquadInput,
  type SquadsNo,
  squadInput,
} from '../model.ts';
import type { Squads } from '../service/index.ts';
import { squadsWording } from '../text.ts';

export interface SquadsApiDeps {
  readonly squads: Squads;
  readonly kit: ApiKit;
}

export const READ = { scope: 'squads:read', guild: 'guild_id' } as const;
export const WRITE = { scope: 'squads:write', guild: 'guild_id' } as const;
export const PREFIX = '/guilds/:guild_id/squads';

/** A refusal of squads as an answer. */
export function refused(request: Request, refusal: SquadsNo): Response {
  return refusalResponse(request, refusal, squadsWording);
}

const [GUILD, PRIYA, ROLE] = ['290926798626357250', '80351110224678912', '304313580025544704'];
const SQUAD = '019a6c1e-7f2b-7c3d-9e4f-5a6b7c8d9e0f';
const INSTANT = '2026-11-20T12:00:00.000Z';

const guildId = snowflake.meta({ description: 'The guild’s Discord id.', examples: [GUILD] });
const userId = snowflake.meta({ description: 'The person’s Discord id.', examples: [PRIYA] });
export const squadId = z.uuid().meta({ description: 'The squad’s id.', examples: [SQUAD] });
export const ofGuild = z.object({ guild_id: guildId });
export const ofSquad = z.object({ guild_id: guildId, squad_id: squadId });
export const ofMember = z.object({ guild_id: guildId, squad_id: squadId, user_id: userId });

const instant = z.string().meta({ format: 'date-time', description: 'When.', examples: [INSTANT] });
const count = (description: string, example: number) =>
  z
    .int()
    .min(0)
    .meta({ description, examples: [example] });

/** What each setting is called in JSON. */
export const FIELDS = {
  name: 'name',
  roleId: 'role_id',
  description: 'description',
  switchCost: 'switch_cost',
  maxMembers: 'max_members',
  minReceived: 'min_received',
  minAccountDays: 'min_account_days',
  requiredRoleId: 'required_role_id',
  isActive: 'is_active',
  welcome: 'welcome',
} as const satisfies Record<keyof SquadInput, string>;

const { shape } = squadInput;
const settings = {
  name: shape.name.meta({ description: 'What it is called; unique in the guild.', examples: ['Rustaceans'] }),
  role_id: shape.roleId.meta({ description: 'The Discord role that its members have.', examples: [ROLE] }),
  description: shape.description.meta({ description: 'What it is about; may be empty.', examples: ['Memory-safe'] }),
  switch_cost: shape.switchCost.meta({ description: 'What it costs to switch to it, in bytes.', examples: [50] }),
  max_members: shape.maxMembers.meta({ description: 'The most members; null for no limit.', examples: [null] }),
  min_received: shape.minReceived.meta({
    description: 'Bytes that somebody must ever have received to join; null for none.',
    examples: [null],
  }),
  min_account_days: shape.minAccountDays.meta({
    description: 'Days that a Discord account must have existed; null for none.',
    examples: [null],
  }),
  required_role_id: shape.requiredRoleId.meta({
    description: 'A role that somebody must have to join; null for none.',
    examples: [null],
  }),
  is_active: shape.isActive.meta({ description: 'Whether it can be joined.', examples: [true] }),
  welcome: shape.welcome.meta({ description: 'Shown to whoever joins; may be empty.', examples: ['Hello!'] }),
};

const EXAMPLE_SETTINGS = settingsOf({
  ...SQUAD_DEFAULTS,
  name: 'Rustaceans',
  roleId: ROLE,
  description: 'Memory-safe',
});

/** What is written of a squad. */
export const wish = z.strictObject(settings).meta({ examples: [EXAMPLE_SETTINGS] });

/** What is read of a squad. */
export const squad = z.object({
  id: squadId,
  ...settings,
  position: count('Its place in the order, from 0.', 0),
  member_count: count('Members who are in the server.', 12),
  color: z
    .int()
    .nullable()
    .meta({ description: 'The role’s colour as a number; null where it is not known.', examples: [15_367_180] }),
  problem: z
    .string()
    .nullable()
    .meta({ description: 'Why the role cannot be given; null where it can, or Discord is away.', examples: [null] }),
  created_at: instant,
  updated_at: instant,
});

export const membership = z.object({
  user_id: userId,
  username: z
    .string()
    .nullable()
    .meta({ description: 'As last seen; null where it is not known.', examples: ['priya'] }),
  squad_id: squadId,
  joined_at: instant,
});

export const standing = z.object({
  rank: z
    .int()
    .min(1)
    .meta({ description: 'From 1; equal totals share it.', examples: [1] }),
  squad_id: squadId,
  name: z.string().meta({ description: 'What it is called.', examples: ['Rustaceans'] }),
  total: count('Bytes that its members have together.', 1200),
  members: count('Members who are in the server.', 12),
  per_member: count('Total by members, rounded down.', 100),
  weekly_change: z
    .int()
    .nullable()
    .meta({
      description: 'Against a week ago, or the oldest day within it; null before the first.',
      examples: [150],
    }),
});

export const EXAMPLE = {
  squad: {
    ...{ id: SQUAD, ...EXAMPLE_SETTINGS, position: 0, member_count: 12, color: 15_367_180, problem: null },
    ...{ created_at: INSTANT, updated_at: INSTANT },
  },
  membership: { user_id: PRIYA, username: 'priya', squad_id: SQUAD, joined_at: INSTANT },
  standing: {
    ...{ rank: 1, squad_id: SQUAD, name: 'Rustaceans', total: 1200, members: 12, per_member: 100 },
    weekly_change: 150,
  },
  order: { squad_ids: [SQUAD] },
};

const iso = (time: number) => new Date(time).toISOString();

function settingsOf(input: SquadInput): Record<string, unknown> {
  return Object.fromEntries(keys().map((key) => [FIELDS[key], input[key]]));
}

export function squadOf(seen: SeenSquad) {
  const { id, position, memberCount, color, problem, createdAt, updatedAt } = seen;
  return {
    ...{ id, ...settingsOf(seen), position, member_count: memberCount, color, problem },
    ...{ created_at: iso(createdAt), updated_at: iso(updatedAt) },
  };
}

export function membershipOf({ userId: user_id, username, squadId: squad_id, joinedAt }: Membership) {
  return { user_id, username, squad_id, joined_at: iso(joinedAt) };
}

export function inputOf(body: z.infer<typeof wish>): SquadInput {
  return squadInput.parse(Object.fromEntries(keys().map((key) => [key, body[FIELDS[key]]])));
}

function keys() {
  return Object.keys(FIELDS) as (keyof SquadInput)[];
}
