import type { Snowflake } from '../../../shared/ids.ts';
import type { ActionResult, AutomodState } from '../model/index.ts';
import { type Action, type ActionKind, type Happening, removes, type Verdict } from '../rules.ts';
import type { AutomodDeps } from './context.ts';
import type { Enforced, Order } from './enforcer.ts';

/** After so many refusals that will not go away, an action rests in the guild. */
const REFUSALS = 3;
const REST = 10 * 60_000;
/** Alerts of one guild within `ALERT_WINDOW`; the log has the rest. */
const ALERTS = 5;
const ALERT_WINDOW = 10_000;
const MOST_NOTED = 10_000;

type ActingDeps = Pick<AutomodDeps, 'enforcer' | 'clock' | 'logChannel'>;

interface Deed {
  readonly happening: Happening;
  readonly verdict: Verdict;
  readonly eventId: string;
  readonly state: AutomodState;
  /** Actions that were done to this happening already, by rules before. */
  readonly done: Set<ActionKind>;
}

/** Carries out a verdict's actions in their order: none twice, none that was refused again and again. */
export function createActing(deps: ActingDeps, isHalted: (guildId: Snowflake) => Promise<boolean>) {
  const { clock } = deps;
  const refusals = new Map<string, { count: number; until: number }>();
  const alerts = new Map<Snowflake, number[]>();

  function resting(key: string): boolean {
    return (refusals.get(key)?.until ?? 0) > clock.now();
  }

  function noteRefusal(key: string, lasting: boolean): void {
    if (!lasting) return;
    if (refusals.size > MOST_NOTED) refusals.clear();
    const count = (refusals.get(key)?.count ?? 0) + 1;
    const rests = count >= REFUSALS;
    refusals.set(key, { count: rests ? 0 : count, until: rests ? clock.now() + REST : 0 });
  }

  function mayAlert(guildId: Snowflake): boolean {
    if (alerts.size > MOST_NOTED) alerts.clear();
    const lately = (alerts.get(guildId) ?? []).filter((at) => clock.now() - at < ALERT_WINDOW);
    if (lately.length < ALERTS) lately.push(clock.now());
    else return false;
    alerts.set(guildId, lately);
    return true;
  }

  /** Why an action is not even tried. */
  async function whyNot({ kind }: Action, { happening, done }: Deed): Promise<string | null> {
    const { guildId } = happening;
    if (await isHalted(guildId)) return 'Auto-moderation was stopped.';
    if (done.has(kind) && kind !== 'alert') return 'A rule before did it.';
    if (GONE_FIRST.includes(kind) && (done.has('ban') || done.has('kick'))) return 'The person was removed before.';
    if (resting(keyOf(kind, happening))) return 'It was refused three times, so it rests for ten minutes.';
    if (kind === 'alert' && !mayAlert(guildId)) return 'There were many alerts within ten seconds.';
    return null;
  }

  async function act(action: Action, deed: Deed): Promise<ActionResult> {
    const reason = await whyNot(action, deed);
    if (reason !== null) return { kind: action.kind, status: 'skipped', note: reason };
    const enforced = await enforce(deps, action, deed);
    const key = keyOf(action.kind, deed.happening);
    if (!enforced.done) {
      noteRefusal(key, enforced.lasting);
      const { problem, lasting } = enforced;
      return { kind: action.kind, status: 'failed', note: problem, ...(lasting ? { lasting } : {}) };
    }
    refusals.delete(key);
    deed.done.add(action.kind);
    const { caseId } = enforced;
    return { kind: action.kind, status: 'done', note: null, ...(caseId === undefined ? {} : { caseId }) };
  }

  return async function actAll(deed: Deed): Promise<ActionResult[]> {
    const results: ActionResult[] = [];
    for (const action of deed.verdict.actions) results.push(await act(action, deed));
    return results;
  };
}

/** Messages may be out of reach in one channel alone. */
function keyOf(kind: ActionKind, { guildId, post }: Happening): string {
  return kind === 'delete' ? `${guildId}:delete:${post?.channelId}` : `${guildId}:${kind}`;
}

const GONE_FIRST: readonly ActionKind[] = ['timeout', 'kick', 'ban'];

function orderOf({ happening, verdict, eventId }: Pick<Deed, 'happening' | 'verdict' | 'eventId'>): Order {
  return {
    guildId: happening.guildId,
    userId: happening.subject.id,
    username: happening.subject.username,
    ruleName: verdict.ruleName,
    reason: verdict.reason,
    key: `automod:${eventId}`,
  };
}

async function enforce({ enforcer, logChannel }: ActingDeps, action: Action, deed: Deed): Promise<Enforced> {
  const { happening, verdict, state } = deed;
  const order = orderOf(deed);
  switch (action.kind) {
    case 'delete': {
      const own = happening.post ? [{ id: happening.post.id, channelId: happening.post.channelId }] : [];
      return enforcer.delete(order, [...own, ...verdict.evidence]);
    }
    case 'timeout':
      return enforcer.timeout(order, action.seconds);
    case 'kick':
      return enforcer.kick(order);
    case 'ban':
      return enforcer.ban(order, action.delete_seconds);
    case 'warn':
      return enforcer.warn(order);
    case 'alert': {
      const calls = verdict.outcome === 'alert_only' || verdict.actions.some(removes);
      const content = happening.post?.content ?? null;
      return enforcer.alert(order, {
        channelId: state.alertChannelId ?? (await logChannel(happening.guildId)),
        roleId: calls ? state.alertRoleId : null,
        content,
      });
    }
  }
}
