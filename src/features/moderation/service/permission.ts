import type { GuildStandings } from '../../../discord/standings.ts';
import { refuse } from '../../../shared/refusal.ts';
import type { ActRequest, ModerationNo, Outlook } from '../model.ts';
import { ACTIONS, type CaseAction, endedBy, judge } from '../rules.ts';
import { isNo, type ModerationDeps, unreachable } from './context.ts';

type Wish = Pick<ActRequest, 'guildId' | 'target' | 'moderator'>;

interface Known {
  readonly scene: GuildStandings;
  /** Null for who is no member. */
  readonly present: { readonly username: string; readonly timeoutUntil: number | null } | null;
  judge(action: CaseAction): ModerationNo | null;
}

export type Permission = ReturnType<typeof createPermission>;

/** Who may do what to whom right now, asked of Discord. */
export function createPermission({ standings }: Pick<ModerationDeps, 'standings'>) {
  async function know({ guildId, target, moderator }: Wish): Promise<Known | ModerationNo> {
    const scene = await standings.read(guildId, [target.id, ...(moderator.member ? [moderator.id] : [])]);
    if (typeof scene === 'string') return unreachable(scene);
    const actor = moderator.member ? (scene.people.get(moderator.id) ?? null) : null;
    if (moderator.member && !actor) return refuse('moderator_unknown');
    const present = scene.people.get(target.id) ?? null;
    const { ownerId, bot } = scene;
    const all = { ownerId, bot, actor, actorId: moderator.id, targetId: target.id, target: present };
    return { scene, present, judge: (action) => judge(action, all) };
  }

  /** Whether there is something to lift, and nothing is done twice. */
  async function fits(action: CaseAction, present: Known['present'], isBanned: () => Promise<boolean | 'away'>) {
    if (action === 'untimeout') return present?.timeoutUntil ? null : refuse('user_not_timed_out');
    if (endedBy(action) !== 'ban') return null;
    const banned = present ? false : await isBanned();
    if (banned === 'away') return unreachable('away');
    if (banned === (action === 'unban')) return null;
    return refuse(banned ? 'user_banned_already' : 'user_not_banned');
  }

  /** The name that somebody has now, in the server or out of it. */
  async function nameOf({ present }: Known, { id, name: typed = null }: ActRequest['target']) {
    const known = present?.username ?? typed;
    const name = known ?? (await standings.username(id));
    if (name === 'away') return unreachable('away');
    return name ?? refuse('user_unknown');
  }

  return {
    /** What Discord knows, and why not; with the name that the target has now. */
    async permitted(request: ActRequest): Promise<{ scene: GuildStandings; name: string } | ModerationNo> {
      const { guildId, action, target } = request;
      const known = await know(request);
      if (isNo(known)) return known;
      const no =
        known.judge(action) ?? (await fits(action, known.present, () => standings.isBanned(guildId, target.id)));
      if (no) return no;
      const name = await nameOf(known, target);
      return typeof name === 'string' ? { scene: known.scene, name } : name;
    },

    /** How somebody stands here, and why each action on them would be refused now. */
    async outlook(wish: Wish): Promise<Outlook | ModerationNo> {
      const known = await know(wish);
      if (isNo(known)) return known;
      const { present } = known;
      const banned = present ? false : await standings.isBanned(wish.guildId, wish.target.id);
      const isBanned = async () => banned;
      const no = await Promise.all(
        ACTIONS.map(
          async (action) => [action, known.judge(action) ?? (await fits(action, present, isBanned))] as const,
        ),
      );
      const name = await nameOf(known, wish.target);
      return {
        name: typeof name === 'string' ? name : null,
        present: present !== null,
        banned: banned === true,
        timeoutUntil: present?.timeoutUntil ?? null,
        no: Object.fromEntries(no) as Outlook['no'],
      };
    },
  };
}
