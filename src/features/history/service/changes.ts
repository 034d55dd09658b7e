import { isUuid, type Snowflake } from '../../../shared/ids.ts';
import { isRefusal, refuse } from '../../../shared/refusal.ts';
import type { Actor } from '../../guilds/service.ts';
import type { ChangeDetail, ConfigChange, ConfigChanges, HistoryNo, Wrong } from '../model.ts';
import { type Difference, differences } from '../rules/differences.ts';
import { identified, type Step, sidesOf, undone } from '../rules/steps.ts';
import * as store from '../store.ts';
import type { HistoryDeps } from './index.ts';
import type { GuildConfigPart } from './parts.ts';
import type { Writer } from './write.ts';

const MOST = 100;

interface ChangesQuery {
  readonly guildId: Snowflake;
  /** One feature's alone. */
  readonly feature?: string | undefined;
  /** Older than this change's id. */
  readonly before?: string | undefined;
  readonly limit?: number;
}

interface Restoration {
  readonly guildId: Snowflake;
  readonly changeId: string;
  /** From `change`: of the settings that were looked at. */
  readonly version: string;
  readonly actor: Actor;
}

/** The changes of a guild's settings, from the audit log, and the way back from each. */
export function createChanges({ db, parts }: HistoryDeps, write: Writer) {
  const actionsOf = ({ action, steps = {} }: GuildConfigPart) => [action, ...Object.keys(steps)];
  const actions = parts.flatMap(actionsOf);
  const partOf = (action: string): GuildConfigPart => {
    const part = parts.find((one) => actionsOf(one).includes(action));
    if (!part) throw new Error(`no settings are changed by ${action}`);
    return part;
  };

  /** @param now of the part's settings; names what was sorted */
  function toChange(row: store.ChangeRow, now: object): ConfigChange {
    const part = partOf(row.action);
    const step = stepOf(part, row);
    const { before, after } = step ? sidesOf(step, now) : { before: row.before ?? {}, after: row.after ?? {} };
    return {
      id: row.id,
      at: row.at,
      actor: { id: row.actorId, name: row.actorName },
      feature: part.name,
      title: part.title,
      origin: originOf(row),
      deed: step && deedOf(step, part),
      differences: differences(before, after, part),
    };
  }

  async function find(guildId: Snowflake, id: string): Promise<store.ChangeRow | null> {
    return isUuid(id) ? store.findChange(db, guildId, actions, id) : null;
  }

  /** The settings without the change, checked against the guild; what did not exist then stays as it is. */
  async function wayBack(guildId: Snowflake, row: store.ChangeRow) {
    const part = partOf(row.action);
    const { value, version } = await part.read(guildId);
    const step = stepOf(part, row);
    const before = step ? undone(step, value) : { ...value, ...row.before };
    const wanted = identified(before, value, part) as object;
    const checked = await part.check(guildId, wanted);
    const after = 'value' in checked ? checked.value : wanted;
    const notes = 'value' in checked ? (checked.notes ?? []) : [];
    return { part, now: value, version, checked, notes, restoring: differences(value, after, part) };
  }

  /** The settings of now of every part that rows tell of by steps. */
  async function nowOf(guildId: Snowflake, rows: readonly store.ChangeRow[]): Promise<Map<GuildConfigPart, object>> {
    const told = new Set(rows.map(({ action }) => partOf(action)).filter(({ lists }) => lists !== undefined));
    return new Map(await Promise.all([...told].map(async (part) => [part, (await part.read(guildId)).value] as const)));
  }

  return {
    async changes({ guildId, feature, before, limit = 20 }: ChangesQuery): Promise<ConfigChanges> {
      const wanted = Math.min(limit, MOST);
      const verbs = parts.filter(({ name }) => (feature ?? name) === name).flatMap(actionsOf);
      const place = before !== undefined && isUuid(before) ? before : null;
      const rows = await store.listChanges(db, guildId, verbs, place, wanted + 1);
      const now = await nowOf(guildId, rows);
      const changes = rows.slice(0, wanted).map((row) => toChange(row, now.get(partOf(row.action)) ?? {}));
      return { changes, hasOlder: rows.length > wanted };
    },

    async change(guildId: Snowflake, id: string): Promise<ChangeDetail | HistoryNo> {
      const row = await find(guildId, id);
      if (!row) return refuse('change_unknown');
      const { restoring, notes, now, version } = await wayBack(guildId, row);
      return { ...toChange(row, now), restoring, notes, version };
    },

    /** Goes back to the settings of before a change, as a new change. What no longer fits the guild is refused, with every reason. */
    async restore({
      guildId,
      changeId,
      version,
      actor,
    }: Restoration): Promise<readonly Difference[] | Wrong | HistoryNo> {
      const row = await find(guildId, changeId);
      if (!row) return refuse('change_unknown');
      const { part, checked, restoring } = await wayBack(guildId, row);
      if (restoring.length === 0) return refuse('nothing_to_restore');
      if (isRefusal(checked)) return checked as HistoryNo;
      if ('issues' in checked) return checked;
      const target = `restore:${changeId}`;
      const no = await write([{ part, write: { guildId, value: checked.value, version, actor, target } }]);
      return no ?? restoring;
    },
  };
}

function stepOf({ steps }: GuildConfigPart, row: store.ChangeRow): Step | null {
  return steps?.[row.action]?.(row) ?? null;
}

function originOf({ target }: store.ChangeRow): ConfigChange['origin'] {
  if (target?.startsWith('restore:')) return 'restore';
  return target === 'import' ? 'import' : 'edit';
}

function deedOf(step: Step, { lists = {} }: GuildConfigPart): ConfigChange['deed'] {
  if ('fields' in step) return null;
  const noun = lists[step.list] ?? step.list;
  if ('order' in step) return { kind: 'sorted', what: `the ${step.list}` };
  const { name = '' } = (step.after ?? step.before ?? {}) as { readonly name?: string };
  const kind = step.before === null ? 'created' : step.after === null ? 'deleted' : 'changed';
  return { kind, what: `the ${noun} ${name}` };
}
