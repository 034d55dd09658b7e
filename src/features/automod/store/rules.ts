import type { Queryable } from '../../../platform/db/database.ts';
import type { Snowflake } from '../../../shared/ids.ts';
import type { AutomodState, RuleInput } from '../model/index.ts';
import type { Rule } from '../rules.ts';

const RULE = `id, guild_id AS "guildId", name, rule_type AS trigger, config, actions, priority, mode, exempt_roles AS "exemptRoles",
  exempt_channels AS "exemptChannels", exempt_staff AS "exemptStaff", cooldown_seconds AS cooldown, stop_on_match AS "stopOnMatch",
  epoch_ms(tripped_at) AS "trippedAt", version`;

const STATE = `epoch_ms(halted_at) AS "haltedAt", halted_by AS "haltedBy", halt_reason AS "haltReason",
  alert_channel_id AS "alertChannelId", alert_role_id AS "alertRoleId", version`;

/** In the order in which they are judged. */
export function listRules(db: Queryable, guildId: Snowflake): Promise<Rule[]> {
  return db.rows<Rule>(`SELECT ${RULE} FROM automod_rules WHERE guild_id = $1 ORDER BY priority, id`, [guildId]);
}

export async function findRule(db: Queryable, guildId: Snowflake, id: string): Promise<Rule | null> {
  const rows = await db.rows<Rule>(`SELECT ${RULE} FROM automod_rules WHERE guild_id = $1 AND id = $2::uuid`, [
    guildId,
    id,
  ]);
  return rows[0] ?? null;
}

export async function findState(db: Queryable, guildId: Snowflake): Promise<AutomodState | null> {
  const rows = await db.rows<AutomodState>(`SELECT ${STATE} FROM automod_guilds WHERE guild_id = $1`, [guildId]);
  return rows[0] ?? null;
}

/** The state inside a transaction that changes it or the guild's rules: nobody else can, until it ends. */
export async function lockState(db: Queryable, guildId: Snowflake): Promise<AutomodState> {
  await db.rows('INSERT INTO automod_guilds (guild_id) VALUES ($1) ON CONFLICT DO NOTHING', [guildId]);
  const [row] = await db.rows<AutomodState>(`SELECT ${STATE} FROM automod_guilds WHERE guild_id = $1 FOR UPDATE`, [
    guildId,
  ]);
  if (!row) throw new Error(`no automod state for guild ${guildId}`);
  return row;
}

export async function saveState(
  db: Queryable,
  guildId: Snowflake,
  state: Omit<AutomodState, 'version' | 'haltedAt'> & { readonly haltedAt: string | null },
): Promise<void> {
  await db.rows(
    `UPDATE automod_guilds SET halted_at = $2::timestamptz, halted_by = $3, halt_reason = $4, alert_channel_id = $5, alert_role_id = $6,
       version = version + 1 WHERE guild_id = $1`,
    [guildId, state.haltedAt, state.haltedBy, state.haltReason, state.alertChannelId, state.alertRoleId],
  );
}

interface Place {
  readonly id: string;
  readonly guildId: Snowflake;
  readonly priority: number;
  readonly now: string;
}

function columns(input: RuleInput): unknown[] {
  return [
    input.name,
    input.trigger,
    JSON.stringify(input.config),
    JSON.stringify(input.actions),
    input.mode,
    JSON.stringify(input.exemptRoles),
    JSON.stringify(input.exemptChannels),
    input.exemptStaff,
    input.cooldown,
    input.stopOnMatch,
  ];
}

export async function addRule(db: Queryable, { id, guildId, priority, now }: Place, input: RuleInput): Promise<void> {
  await db.rows(
    `INSERT INTO automod_rules (guild_id, id, name, rule_type, config, actions, mode, exempt_roles, exempt_channels, exempt_staff,
       cooldown_seconds, stop_on_match, priority, created_at, updated_at)
     VALUES ($1, $2::uuid, $3, $4, $5::text::jsonb, $6::text::jsonb, $7, $8::text::jsonb, $9::text::jsonb, $10, $11, $12, $13,
       $14::timestamptz, $14::timestamptz)`,
    [guildId, id, ...columns(input), priority, now],
  );
}

/** What was changed is no longer tripped: somebody has looked at it. */
export async function saveRule(
  db: Queryable,
  { id, guildId, now }: Omit<Place, 'priority'>,
  input: RuleInput,
): Promise<void> {
  await db.rows(
    `UPDATE automod_rules SET name = $3, rule_type = $4, config = $5::text::jsonb, actions = $6::text::jsonb, mode = $7,
       exempt_roles = $8::text::jsonb, exempt_channels = $9::text::jsonb, exempt_staff = $10, cooldown_seconds = $11,
       stop_on_match = $12, tripped_at = NULL, version = version + 1, updated_at = $13::timestamptz
     WHERE guild_id = $1 AND id = $2::uuid`,
    [guildId, id, ...columns(input), now],
  );
}

/** Frees the names of rules that are about to be saved, so that they may swap them. */
export async function freeNames(db: Queryable, guildId: Snowflake, ids: readonly string[]): Promise<void> {
  await db.rows('UPDATE automod_rules SET name = id::text WHERE guild_id = $1 AND id = ANY ($2::uuid[])', [
    guildId,
    ids,
  ]);
}

export async function deleteRule(db: Queryable, guildId: Snowflake, id: string): Promise<void> {
  await db.rows('DELETE FROM automod_rules WHERE guild_id = $1 AND id = $2::uuid', [guildId, id]);
}

/** Numbers the rules from 1 in this order; their versions stay. */
export async function saveOrder(db: Queryable, guildId: Snowflake, ids: readonly string[]): Promise<void> {
  await db.rows(
    `UPDATE automod_rules AS rule SET priority = place.number
     FROM unnest($2::uuid[]) WITH ORDINALITY AS place (id, number) WHERE rule.guild_id = $1 AND rule.id = place.id`,
    [guildId, ids],
  );
}

/** @returns whether it was not tripped before and is of this version still */
export async function tripRule(
  db: Queryable,
  { guildId, id, version }: Pick<Rule, 'guildId' | 'id' | 'version'>,
  now: string,
): Promise<boolean> {
  const rows = await db.rows(
    `UPDATE automod_rules SET tripped_at = $4::timestamptz
     WHERE guild_id = $1 AND id = $2::uuid AND version = $3 AND tripped_at IS NULL RETURNING id`,
    [guildId, id, version, now],
  );
  return rows.length > 0;
}
