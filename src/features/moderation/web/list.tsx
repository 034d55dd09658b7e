import { Elysia } from 'elysia';
import { type CaseFilters, CaseList, CasesPage, TallyLine } from '../../../../views/dashboard/guild/moderation.tsx';
import { Partial } from '../../../../views/ui/partial.tsx';
import { tellNews } from '../../../http/kit/pages/news.ts';
import { htmlResponse } from '../../../http/kit/pages/pages.ts';
import type { Snowflake } from '../../../shared/ids.ts';
import { legible } from '../../../shared/legible.ts';
import type { CaseFilter } from '../model.ts';
import { ACTIONS } from '../rules.ts';
import { actionNames } from '../text.ts';
import { lineOf } from './lines.ts';
import { ACT, type ModerationContext, type ModerationWebDeps, PATH, pathOf } from './parts.ts';
import { createFinder } from './people.ts';

const PAGE = 25;
const DAY = 86_400_000;
/** Times are shown relative to now; cases are announced. */
const PULSE = 60_000;
const STATUSES = ['open', 'active', 'resolved', 'failed'] as const;
const NUMBER = /^#(\d{1,9})$/;

interface Asked {
  readonly filters: CaseFilters;
  /** What is wrong with each. */
  readonly errors: Readonly<Record<string, string>>;
  /** Null where nothing can fit. */
  readonly filter: CaseFilter;
}

/** The cases of a guild, newest first. */
export function listPages(deps: ModerationWebDeps) {
  const { moderation, pages } = deps;
  const { find } = createFinder(deps);

  async function asked(guildId: Snowflake, request: Request): Promise<Asked> {
    const filters = filtersOf(request);
    const errors: Record<string, string> = {};
    const whom = async (name: 'member' | 'moderator') => {
      if (filters[name] === '') return undefined;
      const found = await find(guildId, filters[name]);
      if ('id' in found) return found.id;
      errors[name] = found.problem;
      return undefined;
    };
    const when = (name: 'from' | 'to') => {
      if (filters[name] === '') return undefined;
      const at = Date.parse(`${filters[name]}T00:00:00Z`);
      if (!Number.isNaN(at)) return name === 'to' ? at + DAY : at;
      errors[name] = 'Write a date like 2026-11-20.';
      return undefined;
    };
    const [userId, moderatorId] = await Promise.all([whom('member'), whom('moderator')]);
    const filter: CaseFilter = {
      ...{ guildId, userId, moderatorId, from: when('from'), to: when('to') },
      action: ACTIONS.find((action) => action === filters.action),
      status: STATUSES.find((status) => status === filters.status),
      text: filters.q || undefined,
    };
    return { filters, errors, filter };
  }

  async function linesOf(filter: CaseFilter) {
    const { cases, next } = await moderation.list(filter, PAGE);
    return { lines: cases.map((one) => lineOf(deps, one)), next };
  }

  async function show(context: ModerationContext): Promise<Response> {
    const { guild } = context.place;
    const home = pathOf(context.place);
    const { filters, errors, filter } = await asked(guild.id, context.request);
    const number = NUMBER.exec(filters.q)?.[1];
    if (number && !('refused' in (await moderation.find(guild.id, Number(number)))))
      return pages.redirect(context, `${home}/cases/${number}`);
    const before = beforeOf(context.request);
    const query = queryOf(filters);
    const [{ lines, next }, tally] = await Promise.all([
      linesOf({ ...filter, before: before ?? undefined }),
      moderation.tally(guild.id),
    ]);
    const page = CasesPage({
      shell: await pages.shell(context, before === null ? `${home}/live?${query}` : null),
      ...{ guild, filters, errors, lines, tally },
      actions: ACTIONS.map((action) => ({ value: action, label: actionNames[action].noun })),
      newest: before === null ? null : `${home}?${query}`,
      older: next === null ? null : `${home}?${new URLSearchParams([...query, ['before', String(next)]])}`,
    });
    return htmlResponse(await page);
  }

  return new Elysia()
    .use(pages.plugin)
    .get(PATH, show, { mayIn: ACT })
    .get(
      `${PATH}/live`,
      async (context) => {
        const { place, request } = context;
        const { filter, filters } = await asked(place.guild.id, request);
        const isFiltered = queryOf(filters).size > 0;
        return tellNews(deps, context, {
          watch: (heard) => moderation.follow(place.guild.id, heard),
          pulse: PULSE,
          async draw() {
            const [{ lines }, tally] = await Promise.all([linesOf(filter), moderation.tally(place.guild.id)]);
            return (
              <>
                <Partial target="#tally" swap="outerMorph">
                  <TallyLine tally={tally} />
                </Partial>
                <Partial target="#cases" swap="outerMorph">
                  <CaseList lines={lines} home={pathOf(place)} now={Date.now()} filtered={isFiltered} />
                </Partial>
              </>
            );
          },
        });
      },
      { mayIn: ACT },
    );
}

function filtersOf({ url }: Request): CaseFilters {
  const query = new URL(url).searchParams;
  const text = (name: string, most = 100) =>
    legible(query.get(name) ?? '')
      .trim()
      .slice(0, most);
  return {
    ...{
      q: text('q'),
      member: text('member'),
      moderator: text('moderator'),
      from: text('from', 10),
      to: text('to', 10),
    },
    action: ACTIONS.find((action) => action === text('action')) ?? '',
    status: STATUSES.find((status) => status === text('status')) ?? '',
  };
}

/** Without what is not asked for. */
function queryOf(filters: CaseFilters): URLSearchParams {
  return new URLSearchParams(Object.entries(filters).filter(([, value]) => value !== ''));
}

function beforeOf({ url }: Request): number | null {
  const text = new URL(url).searchParams.get('before') ?? '';
  return /^\d{1,9}$/.test(text) ? Number(text) : null;
}
