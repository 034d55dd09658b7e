import { Elysia } from 'elysia';
import { ConfirmPage } from '../../../../views/dashboard/confirm.tsx';
import { type LogEntry, type LogFilter, LogList, LogPage } from '../../../../views/dashboard/guild/automod-log.tsx';
import { Partial } from '../../../../views/ui/partial.tsx';
import { textOf } from '../../../http/kit/pages/fields.ts';
import { htmlResponse } from '../../../http/kit/pages/pages.ts';
import { actorOf } from '../../../http/kit/pages/visit.ts';
import { isSnowflake, isUuid, type Snowflake } from '../../../shared/ids.ts';
import { legible } from '../../../shared/legible.ts';
import { isRefusal } from '../../../shared/refusal.ts';
import { includes } from '../../../shared/rights.ts';
import { actionsWords, sentenceOf } from '../model/form.ts';
import { type AutomodEvent, type AutomodNo, EVENT_OUTCOMES } from '../model/index.ts';
import { standingIn } from './board.ts';
import { follow } from './live.tsx';
import {
  type AutomodContext,
  type AutomodWebDeps,
  crumbsTo,
  PATH,
  pathOf,
  READ,
  type RuleContext,
  turnBack,
  worded,
} from './parts.ts';
import { surroundingsOf } from './surroundings.ts';

const PAGE = 25;
const HOURS = [1, 6, 24, 168];

/** What rules did, taken back one by one or a rule's last hours. */
export function logPages(deps: AutomodWebDeps) {
  const { automod, pages, directory } = deps;

  async function entriesOf(
    guildId: Snowflake,
    filter: LogFilter,
    before: string,
  ): Promise<{ entries: LogEntry[]; next: string | null }> {
    const [{ events, next }, { channels }] = await Promise.all([
      automod.events(
        {
          guildId,
          ruleId: filter.rule || undefined,
          outcome: EVENT_OUTCOMES.find((one) => one === filter.outcome),
          userId: filter.user || undefined,
          before: before || undefined,
        },
        PAGE,
      ),
      surroundingsOf(deps, guildId),
    ]);
    const caseIds = events.flatMap(({ results }) => results.flatMap(({ caseId }) => caseId ?? []));
    const numbers = await deps.moderation.numbersOf(guildId, caseIds);
    const channelName = (id: string | null) => channels.find((one) => one.id === id)?.name ?? null;
    const nameOf = (id: string) => directory.heard(guildId, id)?.displayName ?? id;
    return { entries: events.map((event) => entryOf(event, { channelName, nameOf, numbers })), next };
  }

  async function show(context: AutomodContext): Promise<Response> {
    const { guild, right } = context.place;
    const home = pathOf(context.place);
    const { filter, before, typedUser } = filterOf(context.request);
    const [{ entries, next }, rules, standing] = await Promise.all([
      entriesOf(guild.id, filter, before),
      automod.rules(guild.id),
      standingIn(deps, guild.id),
    ]);
    const query = new URLSearchParams({ ...filter }).toString();
    const rule = rules.find(({ id }) => id === filter.rule);
    const report = rule ? (await automod.report(guild.id, 24)).find(({ ruleId }) => ruleId === rule.id) : undefined;
    const page = LogPage({
      shell: await pages.shell(context, before === '' ? `${home}/log/live?${query}` : null),
      ...{ guild, standing, entries, rules: rules.map(({ id, name }) => ({ id, name: legible(name) })) },
      filter: { ...filter, user: typedUser },
      trouble:
        typedUser === filter.user ? undefined : 'An id has 17 to 20 digits: copy it in Discord’s developer mode.',
      newest: before === '' ? null : `${home}/log?${query}`,
      older: next === null ? null : `${home}/log?${query}&before=${next}`,
      report:
        rule && report
          ? { ...report, ruleName: legible(rule.name), version: rule.version, sentence: legible(sentenceOf(rule)) }
          : null,
      manages: includes(right, 'manager'),
    });
    return htmlResponse(await page);
  }

  async function undo(context: AutomodContext & { readonly params: { readonly event_id: string } }): Promise<Response> {
    const { viewer, visit, place, params } = context;
    const log = `${pathOf(place)}/log`;
    if (!isUuid(params.event_id))
      return turnBack(deps, context, { refused: 'automod_event_unknown', context: {} }, log);
    const undone = await automod.undoEvent(place.guild.id, params.event_id, actorOf(viewer, visit));
    if (isRefusal(undone)) return turnBack(deps, context, undone as AutomodNo, log);
    return pages.redirect(context, log, {
      kind: 'success',
      text: `What was done to ${legible(undone.username)} is undone.`,
    });
  }

  /** What would be taken back, before it is. */
  async function askUndo(context: RuleContext): Promise<Response> {
    const { place, request } = context;
    const rule = await ruleOf(context);
    if (!rule) return turnBack(deps, context, { refused: 'automod_rule_unknown', context: {} });
    const hours = hoursOf(new URL(request.url).searchParams.get('hours'));
    const { events, people, more } = await automod.undoable(place.guild.id, { ruleId: rule.id, hours });
    const log = `${pathOf(place)}/log?rule=${rule.id}`;
    const span = hours === 1 ? 'hour' : `${hours} hours`;
    if (events === 0) {
      const text = `${legible(rule.name)} did nothing in the last ${span} that can be taken back: only timeouts, bans and warnings can.`;
      return pages.redirect(context, log, { kind: 'info', text });
    }
    const names =
      people.slice(0, 10).map(legible).join(', ') + (people.length > 10 ? ` and ${people.length - 10} more` : '');
    const rest = more ? ' There are more than 200; do it again for the rest.' : '';
    const page = ConfirmPage({
      shell: await pages.shell(context),
      crumbs: crumbsTo(place, 'Undo'),
      title: `Undo what ${legible(rule.name)} did in the last ${span}?`,
      consequence: `Timeouts and bans are lifted and warnings withdrawn in ${events} ${events === 1 ? 'event' : 'events'}, of ${names}. Deleted messages stay deleted, and who was kicked must be invited again.${rest}`,
      confirm: `Undo ${events} ${events === 1 ? 'event' : 'events'}`,
      danger: true,
      action: `${pathOf(place)}/rules/${rule.id}/undo`,
      fields: { hours: String(hours) },
      cancel: log,
    });
    return htmlResponse(await page);
  }

  async function undoRule(context: RuleContext): Promise<Response> {
    const { viewer, visit, place } = context;
    const rule = await ruleOf(context);
    if (!rule) return turnBack(deps, context, { refused: 'automod_rule_unknown', context: {} });
    const hours = hoursOf(textOf(visit.fields.get('hours')));
    const undone = await automod.undoRule(place.guild.id, { ruleId: rule.id, hours }, actorOf(viewer, visit));
    const log = `${pathOf(place)}/log?rule=${rule.id}`;
    if (isRefusal(undone)) return turnBack(deps, context, undone as AutomodNo, log);
    const failed = undone.rows.flatMap(({ refused }) => (refused ? [worded(refused)] : []));
    const text = `${undone.rows.length - failed.length} events are undone.${failed.length > 0 ? ` ${failed.length} are not: ${failed[0]}` : ''}${undone.more ? ' There are more; undo again.' : ''}`;
    return pages.redirect(context, log, { kind: failed.length > 0 ? 'warning' : 'success', text });
  }

  async function ruleOf({ place, params }: RuleContext) {
    return isUuid(params.rule_id) ? automod.rule(place.guild.id, params.rule_id) : null;
  }

  return new Elysia()
    .use(pages.plugin)
    .get(`${PATH}/log`, show, { mayIn: READ })
    .get(
      `${PATH}/log/live`,
      (context) => {
        const { filter } = filterOf(context.request);
        const { place, viewer } = context;
        return follow(deps, context, async () => {
          const { entries } = await entriesOf(place.guild.id, filter, '');
          return (
            <Partial target="#automod-log" swap="outerMorph">
              <LogList entries={entries} home={pathOf(place)} csrf={viewer.csrf} now={Date.now()} />
            </Partial>
          );
        });
      },
      { mayIn: READ },
    )
    .post(`${PATH}/log/:event_id/undo`, undo, { mayIn: READ })
    .get(`${PATH}/rules/:rule_id/undo`, askUndo, { mayIn: READ })
    .post(`${PATH}/rules/:rule_id/undo`, undoRule, { mayIn: READ });
}

/** What an address asks for; what cannot be is left out. */
function filterOf({ url }: Request): { filter: LogFilter; before: string; typedUser: string } {
  const query = new URL(url).searchParams;
  const text = (name: string) => (query.get(name) ?? '').trim();
  const id = (name: string) => (isUuid(text(name)) ? text(name) : '');
  const typedUser = text('user').slice(0, 40);
  const user = isSnowflake(typedUser) ? typedUser : '';
  const outcome = EVENT_OUTCOMES.find((one) => one === text('outcome')) ?? '';
  return { filter: { rule: id('rule'), outcome, user }, before: id('before'), typedUser };
}

function hoursOf(text: string | null): number {
  return HOURS.find((hours) => String(hours) === text) ?? 1;
}

const UNDOABLE = new Set(['timeout', 'ban', 'warn']);

function entryOf(
  event: AutomodEvent,
  {
    channelName,
    nameOf,
    numbers,
  }: {
    channelName(id: string | null): string | null;
    nameOf(id: string): string;
    numbers: ReadonlyMap<string, number>;
  },
): LogEntry {
  const { id, ruleName, outcome, username, userId, content, reason, hits, at, undoneAt, undoneBy, results } = event;
  return {
    ...{ id, outcome, userId, hits, at, undoneAt, ruleName: legible(ruleName), username: legible(username) },
    ...{ content: content && legible(content), reason: legible(reason) },
    done: actionsWords(event.actions),
    troubles: results.flatMap(({ kind, status, note }) =>
      status === 'failed' ? [`${kind} failed: ${note ?? ''}`] : [],
    ),
    caseNumber: results.map(({ caseId = '' }) => numbers.get(caseId)).find((number) => number !== undefined) ?? null,
    channel: channelName(event.channelId),
    undoneBy: undoneBy === null ? null : nameOf(undoneBy),
    undoable: undoneAt === null && results.some(({ kind, status }) => status === 'done' && UNDOABLE.has(kind)),
  };
}
