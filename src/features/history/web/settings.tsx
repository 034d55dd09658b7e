import { Elysia } from 'elysia';
import type { FieldErrors } from '../../../../views/dashboard/guild/bytes-values.ts';
import {
  GuildSettingsPage,
  type GuildSettingsValues,
  ImportPreviewPage,
} from '../../../../views/dashboard/guild/settings.tsx';
import { textOf } from '../../../http/kit/pages/fields.ts';
import { htmlResponse } from '../../../http/kit/pages/pages.ts';
import { actorOf, type Place } from '../../../http/kit/pages/visit.ts';
import { versionOf } from '../../../http/kit/version.ts';
import type { Snowflake } from '../../../shared/ids.ts';
import { isRefusal } from '../../../shared/refusal.ts';
import type { HistoryNo, ImportPreview, Wrong } from '../model.ts';
import { historyWording } from '../text.ts';
import type { GuildContext, GuildSettings, HistoryWebDeps } from './parts.ts';
import { changesOf, namerOf, sentenceOf } from './worded.ts';

const PATH = '/admin/guilds/:guild_id/settings';
const MANAGED = { guild: 'guild_id', right: 'manager' } as const;
const NO_FILE = 'Choose a file that was exported here.';
const NO_CHANNEL = 'Choose one of the list.';
const NO_ZONE = 'Choose a time zone of the list, such as Europe/Berlin.';

interface Shown {
  readonly values?: GuildSettingsValues;
  readonly errors?: FieldErrors;
  readonly importProblems?: readonly string[];
  readonly status?: number;
}

/** What all parts of a guild share, and the whole of its settings as a file. */
export function settingsPages(deps: HistoryWebDeps) {
  const { history, guilds, pages, discord } = deps;

  async function show(context: GuildContext, { values, errors = {}, importProblems = [], status }: Shown = {}) {
    const { guild } = context.place;
    const [shell, stored] = await Promise.all([pages.shell(context), guilds.settings(guild.id)]);
    const shown = values ?? valuesOf(stored);
    const page = GuildSettingsPage({
      shell,
      guild,
      values: shown,
      seen: versionOf(stored),
      channels: await channelsFor(guild.id, shown.logChannelId),
      localTime: timeIn(stored.timezone, shell.now),
      timezones: Intl.supportedValuesOf('timeZone'),
      errors,
      importProblems,
    });
    return htmlResponse(await page, status);
  }

  /** Where a message can be sent; the one that was chosen stays in the list whatever became of it. */
  async function channelsFor(guildId: Snowflake, chosen: string) {
    const found = await discord.channels(guildId);
    const known = typeof found === 'string' ? [] : found.filter(({ type }) => WRITABLE.includes(type));
    if (chosen === '' || known.some(({ id }) => id === chosen)) return known;
    return [...known, { id: chosen, name: typeof found === 'string' ? chosen : 'a channel that is gone' }];
  }

  async function save(context: GuildContext): Promise<Response> {
    const { place, viewer, visit } = context;
    const values = typed(visit.fields);
    const { logChannelId, appeal } = values;
    const input = { ...values, logChannelId: logChannelId || null, appeal: appeal || null };
    const stored = await guilds.settings(place.guild.id);
    const checked = await guilds.checkSettings(input);
    const errors = 'issues' in checked ? errorsOf(checked.issues) : await misplaced(place.guild.id, input, stored);
    if ('issues' in checked || Object.keys(errors).length > 0) return show(context, { values, errors, status: 422 });
    if (textOf(visit.fields.get('seen')) !== String(versionOf(stored))) return overtaken(context, values);
    const saved = await guilds.putSettings(place.guild.id, checked.value, actorOf(viewer, visit), stored);
    if (isRefusal(saved) && saved.refused === 'settings_changed_meanwhile') return overtaken(context, values);
    if (isRefusal(saved)) return show(context, { values, errors: { timezone: NO_ZONE }, status: 422 });
    return pages.redirect(context, pathOf(place), { kind: 'success', text: savedText(stored, saved) });
  }

  async function misplaced(
    guildId: Snowflake,
    { logChannelId }: { logChannelId: string | null },
    stored: GuildSettings,
  ): Promise<FieldErrors> {
    if (logChannelId === null || logChannelId === stored.logChannelId) return {};
    const known = await channelsFor(guildId, '');
    return known.some(({ id }) => id === logChannelId) ? {} : { logChannelId: NO_CHANNEL };
  }

  /** Both are said, what was saved meanwhile and what was written here; saving again decides for the latter. */
  async function overtaken(context: GuildContext, values: GuildSettingsValues): Promise<Response> {
    const stored = await guilds.settings(context.place.guild.id);
    const shown = stored.isPublic ? ' The guild is shown publicly.' : '';
    const timezone = `Somebody chose ${stored.timezone} meanwhile.${shown} Save again to replace all of it with yours.`;
    return show(context, { values, errors: { timezone }, status: 409 });
  }

  async function exported({ place: { guild } }: GuildContext): Promise<Response> {
    const file = await history.exportConfig({ id: guild.id, name: guild.name });
    return new Response(`${JSON.stringify(file, null, 2)}\n`, {
      headers: {
        'content-type': 'application/json; charset=utf-8',
        'content-disposition': `attachment; filename="settings-${guild.id}-${file.exported_at.slice(0, 10)}.json"`,
      },
    });
  }

  async function compare(context: GuildContext): Promise<Response> {
    const { place, visit } = context;
    const file = visit.fields.get('file');
    const text = file instanceof Blob ? await file.text() : '';
    if (text === '') return show(context, { importProblems: [NO_FILE], status: 422 });
    const found = await history.previewImport(place.guild.id, text);
    return isWrong(found) ? refuse(context, found) : preview(context, found, text);
  }

  async function preview(context: GuildContext, found: ImportPreview, content: string): Promise<Response> {
    const { guild } = context.place;
    const [shell, named] = await Promise.all([pages.shell(context), namerOf(deps, guild.id)]);
    const groups = found.parts.map(({ title, differences, notes }) => ({
      title,
      changes: changesOf(differences, named),
      notes: notes.map(named),
    }));
    const page = ImportPreviewPage({
      shell,
      guild,
      from: found.from.name,
      groups: groups.filter(({ changes }) => changes.length > 0),
      content,
      version: found.version,
    });
    return htmlResponse(await page);
  }

  async function apply(context: GuildContext): Promise<Response> {
    const { place, viewer, visit } = context;
    const applied = await history.applyImport({
      guildId: place.guild.id,
      text: textOf(visit.fields.get('content')),
      version: textOf(visit.fields.get('version')),
      actor: actorOf(viewer, visit),
    });
    if (isWrong(applied)) return refuse(context, applied);
    const count = applied.length === 1 ? 'One setting was' : `${applied.length} settings were`;
    return pages.redirect(context, pathOf(place), { kind: 'success', text: `Imported. ${count} changed.` });
  }

  function refuse(context: GuildContext, no: Wrong | HistoryNo): Promise<Response> {
    if ('issues' in no) return show(context, { importProblems: no.issues.map(sentenceOf), status: 422 });
    const status = no.refused === 'discord_away' ? 503 : 409;
    return show(context, { importProblems: [historyWording[no.refused]()], status });
  }

  return new Elysia()
    .use(pages.plugin)
    .get(PATH, (context) => show(context), { mayIn: MANAGED })
    .post(PATH, (context) => save(context), { mayIn: MANAGED })
    .get(`${PATH}/export`, (context) => exported(context), { mayIn: MANAGED })
    .post(`${PATH}/import`, (context) => (context.visit.fields.has('content') ? apply(context) : compare(context)), {
      mayIn: MANAGED,
    });
}

function isWrong<Value extends object>(answer: Value | Wrong | HistoryNo): answer is Wrong | HistoryNo {
  return 'issues' in answer || 'refused' in answer;
}

function pathOf({ guild }: Place): string {
  return `/admin/guilds/${guild.id}/settings`;
}

const WRITABLE: readonly number[] = [0, 5];

function valuesOf({ timezone, isPublic, logChannelId, appeal, tellsWarned }: GuildSettings): GuildSettingsValues {
  return { timezone, isPublic, logChannelId: logChannelId ?? '', appeal: appeal ?? '', tellsWarned };
}

function typed(fields: FormData): GuildSettingsValues {
  const text = (name: string) => textOf(fields.get(name)).trim();
  return {
    timezone: text('timezone'),
    isPublic: fields.has('isPublic'),
    logChannelId: text('logChannelId'),
    appeal: text('appeal'),
    tellsWarned: fields.has('tellsWarned'),
  };
}

const SENTENCES: Readonly<Record<string, string>> = {
  timezone: NO_ZONE,
  logChannelId: NO_CHANNEL,
  appeal: 'Write one line of at most 300 characters.',
};

function errorsOf(issues: readonly { readonly path: string }[]): FieldErrors {
  return Object.fromEntries(issues.map(({ path }) => [path, SENTENCES[path] ?? NO_ZONE]));
}

function savedText(before: GuildSettings, { timezone, isPublic }: GuildSettings): string {
  const zone = `Saved. Days begin and end in ${timezone} from now on.`;
  if (before.isPublic === isPublic) return zone;
  return isPublic
    ? `${zone} The public pages show this guild.`
    : `${zone} The public pages do not show this guild any more.`;
}

/** `Mon 23 Nov, 10:30` */
function timeIn(timeZone: string, now: number): string | null {
  const format = (options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat('en-GB', { ...options, timeZone });
  const date = format({ weekday: 'short', day: 'numeric', month: 'short' }).format(now).replace(',', '');
  return `${date}, ${format({ hour: '2-digit', minute: '2-digit' }).format(now)}`;
}
