import { Elysia } from 'elysia';
import { TesterPage, type TesterValues, WhyPage } from '../../../../views/dashboard/guild/automod-tester.tsx';
import { textOf, wholeNumber } from '../../../http/kit/pages/fields.ts';
import { htmlResponse } from '../../../http/kit/pages/pages.ts';
import { isSnowflake } from '../../../shared/ids.ts';
import { legible } from '../../../shared/legible.ts';
import { isRefusal } from '../../../shared/refusal.ts';
import type { AutomodNo, Trace } from '../model/index.ts';
import type { Happening, Verdict } from '../rules.ts';
import { standingIn } from './board.ts';
import { type AutomodContext, type AutomodWebDeps, PATH, READ, worded } from './parts.ts';
import { surroundingsOf } from './surroundings.ts';
import { madeUp } from './trial.ts';

const LATEST = 20;
const DAY_MINUTES = 1_440;
const KINDS: readonly Happening['kind'][] = ['message', 'edit', 'join', 'profile'];

const BLANK: TesterValues = {
  ...{ kind: 'message', name: 'somebody', content: '', files: '', megabytes: '1', mentions: '0', times: '1' },
  ...{ ageDays: '365', channelId: '', hasAvatar: true, isStaff: false, roleIds: [] },
};

/** Trying every rule out on something made up, and asking why something or nothing happened. */
export function trialPages(deps: AutomodWebDeps) {
  const { automod, clock, pages } = deps;

  async function showTester(context: AutomodContext, values: TesterValues): Promise<Response> {
    const { guild } = context.place;
    const sent = context.request.method === 'POST';
    const errors = sent ? problemsOf(values) : {};
    const wrong = Object.keys(errors).length > 0;
    const figure = (text: string) => wholeNumber(text);
    const test = () =>
      automod.test(guild.id, {
        input: null,
        times: figure(values.times),
        happening: madeUp({
          kind: KINDS.find((kind) => kind === values.kind) ?? 'message',
          ...{
            name: values.name.trim(),
            hasAvatar: values.hasAvatar,
            isStaff: values.isStaff,
            roleIds: values.roleIds,
          },
          ...{ channelId: values.channelId, content: values.content, files: linesOf(values.files), now: clock.now() },
          ageMinutes: figure(values.ageDays) * DAY_MINUTES,
          megabytes: figure(values.megabytes),
          mentions: figure(values.mentions),
        }),
      });
    const page = TesterPage({
      shell: await pages.shell(context),
      ...{ guild, values, errors },
      standing: await standingIn(deps, guild.id),
      surroundings: await surroundingsOf(deps, guild.id),
      verdicts: sent && !wrong ? readable((await test()).verdicts) : null,
    });
    return htmlResponse(await page, wrong ? 422 : 200);
  }

  async function showWhy(context: AutomodContext): Promise<Response> {
    const { guild } = context.place;
    const asked = (new URL(context.request.url).searchParams.get('message') ?? '').trim().slice(0, 200);
    const { trouble, traces } = await explain(guild.id, asked);
    const page = WhyPage({
      shell: await pages.shell(context),
      ...{ guild, asked, trouble, latest: asked === '' },
      traces: traces.map((trace) => ({
        ...trace,
        username: legible(trace.username),
        verdicts: readable(trace.verdicts),
      })),
      standing: await standingIn(deps, guild.id),
    });
    return htmlResponse(await page);
  }

  async function explain(
    guildId: string,
    asked: string,
  ): Promise<{ trouble: string | null; traces: readonly Trace[] }> {
    if (asked === '') return told(await automod.traces(guildId, LATEST));
    const { messageId, elsewhere } = messageIn(asked, guildId);
    if (elsewhere) return { trouble: 'This message is in another server. Ask on that server’s page.', traces: [] };
    if (messageId === null) {
      const trouble = 'This is no message’s link or id. In Discord choose “Copy Message Link” and paste it here.';
      return { trouble, traces: [] };
    }
    return told(await automod.trace(guildId, messageId));
  }

  return new Elysia()
    .use(pages.plugin)
    .get(`${PATH}/tester`, (context) => showTester(context, BLANK), { mayIn: READ })
    .post(`${PATH}/tester`, (context) => showTester(context, typed(context.visit.fields)), { mayIn: READ })
    .get(`${PATH}/why`, showWhy, { mayIn: READ });
}

function told(found: readonly Trace[] | AutomodNo): { trouble: string | null; traces: readonly Trace[] } {
  return isRefusal(found)
    ? { trouble: worded(found as AutomodNo), traces: [] }
    : { trouble: null, traces: found as Trace[] };
}

/** Names of rules and what they quote, so that they turn no text round. */
function readable(verdicts: readonly Verdict[]): Verdict[] {
  return verdicts.map((one) => ({ ...one, ruleName: legible(one.ruleName), reason: legible(one.reason) }));
}

const LINK = /^https:\/\/(?:\w+\.)?discord(?:app)?\.com\/channels\/(\d{17,20})\/\d{17,20}\/(\d{17,20})\/?$/;

function messageIn(asked: string, guildId: string): { messageId: string | null; elsewhere: boolean } {
  const [, guild, message] = LINK.exec(asked) ?? [];
  if (message) return { messageId: message, elsewhere: guild !== guildId };
  return { messageId: isSnowflake(asked) ? asked : null, elsewhere: false };
}

function typed(fields: FormData): TesterValues {
  const text = (name: string) => textOf(fields.get(name));
  return {
    ...{ kind: text('kind'), name: text('name'), content: text('content'), files: text('files') },
    ...{ megabytes: text('megabytes'), mentions: text('mentions'), times: text('times'), ageDays: text('ageDays') },
    ...{ channelId: text('channelId'), hasAvatar: fields.has('hasAvatar'), isStaff: fields.has('isStaff') },
    roleIds: fields.getAll('roleIds').map(textOf),
  };
}

const FIGURES = { megabytes: [0, 500], mentions: [0, 100], times: [1, 50], ageDays: [0, 6_000] } as const;

function problemsOf(values: TesterValues): Record<string, string> {
  const errors: Record<string, string> = {};
  if (!KINDS.some((kind) => kind === values.kind)) errors.kind = 'Choose one of the list.';
  if (values.name.trim() === '' || values.name.length > 100) errors.name = 'Write a name of 1 to 100 characters.';
  if (values.content.length > 4_000) errors.content = 'Write at most 4,000 characters, as Discord allows.';
  if (linesOf(values.files).length > 10) errors.files = 'Write at most 10 names, one a line.';
  if (values.channelId !== '' && !isSnowflake(values.channelId)) errors.channelId = 'Choose one of the list.';
  if (!values.roleIds.every(isSnowflake)) errors.roleIds = 'Choose from the list.';
  for (const [name, [least, most]] of Object.entries(FIGURES)) {
    const figure = wholeNumber(values[name as keyof typeof FIGURES]);
    if (!(figure >= least && figure <= most))
      errors[name] = `Write a whole number from ${least} to ${most.toLocaleString('en-US')}.`;
  }
  return errors;
}

function linesOf(text: string): string[] {
  const lines = text.split(/\r?\n/).map((line) => line.trim().slice(0, 260));
  return lines.filter((line) => line !== '');
}
