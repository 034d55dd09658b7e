import { isUuid, type Snowflake } from '../../../shared/ids.ts';
import { isRefusal, refuse } from '../../../shared/refusal.ts';
import type { Actor } from '../../guilds/service.ts';
import type { ChangeDetail, ConfigChange, ConfigChanges, HistoryNo, Wrong } from '../model.ts';
import { type Difference, differences } from '../rules.ts';
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
  const actions = parts.map(({ action }) => action);
  const partOf = (action: string): GuildConfigPart => {
    const part = parts.find((one) => one.action === action);
    if (!part) throw new Error(`no settings are changed by ${action}`);
    return part;
  };

  function toChange(row: store.ChangeRow): ConfigChange {
    const { name, title, labels } = partOf(row.action);
    return {
      id: row.id,
      at: row.at,
      actor: { id: row.actorId, name: row.actorName },
      feature: name,
      title,
      origin: row.target?.startsWith('restore:') ? 'restore' : row.target === 'import' ? 'import' : 'edit',
      differences: differences(row.before ?? {}, row.after ?? {}, labels),
    };
  }

  async function find(guildId: Snowflake, id: string): Promise<store.ChangeRow | null> {
    return isUuid(id) ? store.findChange(db, guildId, actions, id) : null;
  }

  /** The settings of before the change; what did not exist then stays as it is. */
  async function wayBack(guildId: Snowflake, row: store.ChangeRow) {
    const part = partOf(row.action);
    const { value, version } = await part.read(guildId);
    const wanted = { ...value, ...row.before };
    return { part, wanted, version, restoring: differences(value, wanted, part.labels) };
  }

  return {
    async changes({ guildId, feature, before, limit = 20 }: ChangesQuery): Promise<ConfigChanges> {
      const wanted = Math.min(limit, MOST);
      const verbs = feature === undefined ? actions : parts.filter(({ name }) => name === feature).map(verbOf);
      const place = before !== undefined && isUuid(before) ? before : null;
      const rows = await store.listChanges(db, guildId, verbs, place, wanted + 1);
      return { changes: rows.slice(0, wanted).map(toChange), hasOlder: rows.length > wanted };
    },

    async change(guildId: Snowflake, id: string): Promise<ChangeDetail | HistoryNo> {
      const row = await find(guildId, id);
      if (!row) return refuse('change_unknown');
      const { restoring, version } = await wayBack(guildId, row);
      return { ...toChange(row), restoring, version };
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
      const { part, wanted, restoring } = await wayBack(guildId, row);
      if (restoring.length === 0) return refuse('nothing_to_restore');
      const checked = await part.check(guildId, wanted);
      if (isRefusal(checked)) return checked as HistoryNo;
      if ('issues' in checked) return checked;
      const target = `restore:${changeId}`;
      const no = await write([{ part, write: { guildId, value: checked.value, version, actor, target } }]);
      return no ?? restoring;
    },
  };
}

function verbOf({ action }: GuildConfigPart): string {
  return action;
}
