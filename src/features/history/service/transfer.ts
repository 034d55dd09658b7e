import type { Snowflake } from '../../../shared/ids.ts';
import { checkedBy, type Issue } from '../../../shared/issues.ts';
import { isRefusal, refuse } from '../../../shared/refusal.ts';
import type { Actor } from '../../guilds/service.ts';
import {
  type ConfigFile,
  configFile,
  FORMAT,
  type HistoryNo,
  type ImportPreview,
  VERSION,
  type Wrong,
} from '../model.ts';
import { type Difference, differences } from '../rules/differences.ts';
import { identified } from '../rules/steps.ts';
import type { HistoryDeps } from './index.ts';
import type { GuildConfigPart } from './parts.ts';
import type { Writer } from './write.ts';

/** Characters; a file of every setting is far smaller. */
const LONGEST = 200_000;

interface Import {
  readonly guildId: Snowflake;
  /** The file's text. */
  readonly text: string;
  /** From the preview: of the settings that it was compared with. */
  readonly version: string;
  readonly actor: Actor;
}

/** One part of a file that may be written. */
interface Fitting {
  readonly part: GuildConfigPart;
  readonly value: object;
  readonly version: string;
  readonly differences: readonly Difference[];
  readonly notes: readonly string[];
}

/** A guild's whole configuration as a file, out and in. */
export function createTransfer({ clock, parts }: HistoryDeps, write: Writer) {
  /** Everything in a file that fits this guild, or everything that does not. */
  async function compare(guildId: Snowflake, text: string) {
    const file = readFile(text);
    if ('issues' in file) return file;
    const given = Object.entries(file.value.features);
    const answers = await Promise.all(given.map(([name, value]) => fit(guildId, name, value)));
    const no = answers.find((answer) => isRefusal(answer));
    if (no) return no as HistoryNo;
    const issues = answers.flatMap((answer) => ('issues' in answer ? answer.issues : []));
    if (issues.length > 0) return { issues };
    return { file: file.value, fitting: answers as Fitting[] };
  }

  async function fit(guildId: Snowflake, name: string, given: unknown): Promise<Fitting | Wrong | HistoryNo> {
    const part = parts.find((one) => one.name === name);
    const at = `features.${name}`;
    if (!part) return { issues: [{ path: at, message: 'is not known here' }] };
    const { value: now, version } = await part.read(guildId);
    const checked = await part.check(guildId, identified(given, now, part));
    if (isRefusal(checked)) return checked as HistoryNo;
    if ('issues' in checked) return { issues: checked.issues.map(under(at)) };
    const { value, notes = [] } = checked;
    return { part, value, version, notes, differences: differences(now, value, part) };
  }

  return {
    async exportConfig(guild: ConfigFile['guild']): Promise<ConfigFile> {
      const read = await Promise.all(
        parts.map(async ({ name, read }) => [name, (await read(guild.id)).value] as const),
      );
      return {
        format: FORMAT,
        version: VERSION,
        exported_at: new Date(clock.now()).toISOString(),
        guild: { id: guild.id, name: guild.name },
        features: Object.fromEntries(read),
      };
    },

    /** What importing a file would change. Parts that are not in it stay as they are. */
    async previewImport(guildId: Snowflake, text: string): Promise<ImportPreview | Wrong | HistoryNo> {
      const compared = await compare(guildId, text);
      if (!('file' in compared)) return compared;
      const { file, fitting } = compared;
      return {
        from: file.guild,
        exportedAt: file.exported_at,
        parts: fitting.map(({ part, ...rest }) => ({
          feature: part.name,
          title: part.title,
          differences: rest.differences,
          notes: rest.notes,
        })),
        version: versionOf(fitting),
      };
    },

    /** Writes all that differs at once, with an audit entry for each part, or nothing. @returns what was changed */
    async applyImport({ guildId, text, version, actor }: Import): Promise<readonly Difference[] | Wrong | HistoryNo> {
      const compared = await compare(guildId, text);
      if (!('file' in compared)) return compared;
      const { fitting } = compared;
      if (versionOf(fitting) !== version) return refuse('config_changed_meanwhile');
      const changed = fitting.filter((one) => one.differences.length > 0);
      const no = await write(
        changed.map(({ part, value, version }) => ({
          part,
          write: { guildId, value, version, actor, target: 'import' },
        })),
      );
      return no ?? changed.flatMap((one) => one.differences);
    },
  };
}

function readFile(text: string): { readonly value: ConfigFile } | Wrong {
  if (text.length > LONGEST) return whole('is too long for a file of settings');
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return whole('is no JSON; choose a file that was exported here');
  }
  return checkedBy(configFile, json);
}

function whole(message: string): Wrong {
  return { issues: [{ path: '', message }] };
}

function under(at: string): (issue: Issue) => Issue {
  return ({ path, message }) => ({ path: path === '' ? at : `${at}.${path}`, message });
}

/** Names the state of several settings. */
function versionOf(fitting: readonly Fitting[]): string {
  return fitting.map(({ part, version }) => `${part.name}=${version}`).join(';');
}
