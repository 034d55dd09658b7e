import { Elysia } from 'elysia';
import { PersonPage } from '../../../../views/dashboard/guild/moderation-member.tsx';
import type { PastLine, RuleHit } from '../../../../views/dashboard/guild/moderation-values.ts';
import { htmlResponse } from '../../../http/kit/pages/pages.ts';
import { earliestId, isSnowflake, type Snowflake } from '../../../shared/ids.ts';
import { legible } from '../../../shared/legible.ts';
import type { Automod } from '../../automod/service/index.ts';
import type { CaseNote, Outlook } from '../model.ts';
import { ACTIONS } from '../rules.ts';
import { actWords } from '../text.ts';
import { actorOf, lineOf } from './lines.ts';
import { ACT, type ModerationContext, type ModerationWebDeps, moderatorOf, PATH, pathOf, worded } from './parts.ts';
import { faceNow, isIdle } from './people.ts';

const PAGE = 30;

type AutomodEvent = Awaited<ReturnType<Automod['events']>>['events'][number];

interface PersonContext extends ModerationContext {
  readonly params: { readonly user_id: string };
}

/** Everything that moderators know about somebody in a guild, in one line of time. */
export function memberPages(deps: ModerationWebDeps) {
  const { moderation, automod, pages } = deps;

  /** @returns `next`: the instant before which the next page begins, null at the end */
  async function pastOf(guildId: Snowflake, userId: Snowflake, before: number | null) {
    const most = PAGE + 1;
    const [{ cases, notes }, { events }] = await Promise.all([
      moderation.past(guildId, userId, { before, limit: most }),
      automod.events({ guildId, userId, before: before === null ? undefined : earliestId(before) }, most),
    ]);
    const hits = new Map(events.map((event) => [event.id, event]));
    const told = new Set(cases.map(({ automodEventId }) => automodEventId));
    const hitOf = (event: AutomodEvent | undefined) => event && ruleHit(event, guildId);
    const all: PastLine[] = [
      ...cases.map((one): PastLine => {
        const rule = hitOf(hits.get(one.automodEventId ?? '')) ?? null;
        return { kind: 'case', at: one.createdAt, line: lineOf(deps, one), rule };
      }),
      ...notes.map((note) => noteLine(guildId, note)),
      // What made a case is told by it.
      ...events
        .filter(({ id }) => !told.has(id))
        .map((event): PastLine => ({ kind: 'hit', at: event.at, id: event.id, hit: ruleHit(event, guildId) })),
    ];
    const sorted = all.toSorted((one, other) => other.at - one.at);
    const last = sorted[PAGE - 1]?.at;
    // What happened at the same moment stays on one page.
    const shown = sorted.filter(({ at }, index) => index < PAGE || at === last);
    return { lines: shown, next: sorted.length > shown.length ? (last ?? null) : null };
  }

  function noteLine(guildId: Snowflake, { id, number, actorId, actorTag, data, at }: CaseNote): PastLine {
    const by = actorOf(deps, guildId, { id: actorId, name: actorTag });
    return { kind: 'note', id, number, by, at, text: legible(String(data.text ?? '')) };
  }

  async function show(context: PersonContext): Promise<Response> {
    const { place, params, request } = context;
    const { guild } = place;
    const userId = params.user_id;
    if (!isSnowflake(userId)) {
      const text = 'An id has 17 to 20 digits: copy it in Discord’s developer mode.';
      return pages.redirect(context, pathOf(place), { kind: 'warning', text });
    }
    const before = beforeOf(request);
    const [
      asked,
      summary,
      { lines, next },
      {
        cases: [latest],
      },
    ] = await Promise.all([
      moderation.outlook({ guildId: guild.id, target: { id: userId }, moderator: moderatorOf(context) }),
      moderation.summary(guild.id, userId),
      pastOf(guild.id, userId, before),
      moderation.list({ guildId: guild.id, userId }, 1),
    ]);
    const outlook = 'refused' in asked ? null : asked;
    const lastName = outlook?.name ?? latest?.userTag ?? null;
    const here = `${pathOf(place)}/members/${userId}`;
    const page = PersonPage({
      ...{ shell: await pages.shell(context), guild, summary, lines, outlook },
      member: await faceNow(deps, guild.id, userId, lastName),
      username: lastName && legible(lastName),
      away: 'refused' in asked ? worded(asked) : null,
      deeds: outlook ? deedsOf(outlook) : [],
      newest: before === null ? null : here,
      older: next === null ? null : `${here}?before=${next}`,
    });
    return htmlResponse(await page);
  }

  return new Elysia().use(pages.plugin).get(`${PATH}/members/:user_id`, show, { mayIn: ACT });
}

/** What can be done, and why the rest cannot; what there is nothing to lift of is left out. */
function deedsOf(outlook: Outlook) {
  return ACTIONS.filter((action) => action !== 'softban' && !isIdle(outlook, action)).map((action) => {
    const refused = outlook.no[action];
    return { action, verb: actWords[action].verb, refused: refused && worded(refused) };
  });
}

function beforeOf({ url }: Request): number | null {
  const text = new URL(url).searchParams.get('before') ?? '';
  return /^\d{1,14}$/.test(text) ? Number(text) : null;
}

const OUTCOMES = {
  fired: { outcome: 'Acted', tone: 'warning' },
  shadow: { outcome: 'Would act', tone: 'info' },
  alert_only: { outcome: 'Alerted', tone: 'neutral' },
} as const;

function ruleHit(event: AutomodEvent, guildId: Snowflake): RuleHit {
  return {
    ...OUTCOMES[event.outcome],
    rule: legible(event.ruleName),
    reason: legible(event.reason),
    content: event.content && legible(event.content),
    href: `/admin/guilds/${guildId}/automod/log?user=${event.userId}#event-${event.id}`,
  };
}
