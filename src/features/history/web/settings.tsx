import { Elysia } from 'elysia';
import { GuildSettingsPage, ImportPreviewPage } from '../../../../views/dashboard/guild/settings.tsx';
import { textOf } from '../../../http/kit/pages/fields.ts';
import { htmlResponse } from '../../../http/kit/pages/pages.ts';
import { actorOf, type Place } from '../../../http/kit/pages/visit.ts';
import { isRefusal } from '../../../shared/refusal.ts';
import type { HistoryNo, ImportPreview, Wrong } from '../model.ts';
import { historyWording } from '../text.ts';
import type { GuildContext, HistoryWebDeps } from './parts.ts';
import { changesOf, namerOf, sentenceOf } from './worded.ts';

const PATH = '/admin/guilds/:guild_id/settings';
const MANAGED = { guild: 'guild_id', right: 'manager' } as const;
const NO_FILE = 'Choose a file that was exported here.';
const NO_ZONE = 'Choose a time zone of the list, such as Europe/Berlin.';

interface Shown {
  readonly timezone?: string;
  readonly isPublic?: boolean;
  readonly wrong?: string;
  readonly importProblems?: readonly string[];
  readonly status?: number;
}

/** What all parts of a guild share, and the whole of its settings as a file. */
export function settingsPages(deps: HistoryWebDeps) {
  const { history, guilds, pages } = deps;

  async function show(context: GuildContext, { timezone, isPublic, wrong, importProblems = [], status }: Shown = {}) {
    const { guild } = context.place;
    const [shell, stored] = await Promise.all([pages.shell(context), guilds.settings(guild.id)]);
    const page = GuildSettingsPage({
      shell,
      guild,
      timezone: timezone ?? stored.timezone,
      isPublic: isPublic ?? stored.isPublic,
      seen: stored,
      localTime: timeIn(stored.timezone, shell.now),
      timezones: Intl.supportedValuesOf('timeZone'),
      errors: wrong === undefined ? {} : { timezone: wrong },
      importProblems,
    });
    return htmlResponse(await page, status);
  }

  async function save(context: GuildContext): Promise<Response> {
    const { place, viewer, visit } = context;
    const timezone = textOf(visit.fields.get('timezone')).trim();
    // A page from before there was this choice says nothing of it, and leaves it as it is.
    const asked = visit.fields.has('seenPublic');
    const typed = { timezone, ...(asked ? { isPublic: visit.fields.has('isPublic') } : {}) };
    const checked = await guilds.checkSettings(typed);
    if ('issues' in checked) return show(context, { ...typed, wrong: NO_ZONE, status: 422 });
    const expected = {
      timezone: textOf(visit.fields.get('seen')),
      ...(asked ? { isPublic: visit.fields.get('seenPublic') === 'on' } : {}),
    };
    const saved = await guilds.putSettings(place.guild.id, checked.value, actorOf(viewer, visit), expected);
    if (isRefusal(saved) && saved.refused === 'settings_changed_meanwhile') return overtaken(context, typed);
    if (isRefusal(saved)) return show(context, { ...typed, wrong: NO_ZONE, status: 422 });
    const text = savedText(expected, saved);
    return pages.redirect(context, pathOf(place), { kind: 'success', text });
  }

  /** Both are said, what was saved meanwhile and what was written here; saving again decides for the latter. */
  async function overtaken(context: GuildContext, typed: Pick<Shown, 'timezone' | 'isPublic'>): Promise<Response> {
    const stored = await guilds.settings(context.place.guild.id);
    const shown = stored.isPublic ? ' The guild is shown publicly.' : '';
    const wrong = `Somebody chose ${stored.timezone} meanwhile.${shown} Save again to replace it with yours.`;
    return show(context, { ...typed, wrong, status: 409 });
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

interface Choices {
  readonly timezone: string;
  readonly isPublic: boolean;
}

function savedText(before: Partial<Choices>, { timezone, isPublic }: Choices): string {
  const zone = `Saved. Days begin and end in ${timezone} from now on.`;
  if ((before.isPublic ?? isPublic) === isPublic) return zone;
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
