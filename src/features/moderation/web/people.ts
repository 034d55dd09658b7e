import type { MemberRef } from '../../../../views/ui/people.tsx';
import { faceOf } from '../../../http/kit/pages/faces.ts';
import { isSnowflake, type Snowflake } from '../../../shared/ids.ts';
import { legible } from '../../../shared/legible.ts';
import type { Outlook } from '../model.ts';
import type { CaseAction } from '../rules.ts';
import type { ModerationWebDeps } from './parts.ts';

const ID = /^(?:<@!?)?(\d{17,20})>?$/;
/** Cases that are looked through for somebody who is gone. */
const LOOKED_THROUGH = 50;

/** Whether there is nothing to lift. */
export function isIdle(outlook: Outlook | null, action: CaseAction): boolean {
  const no = outlook?.no[action]?.refused;
  return (
    no === 'user_not_timed_out' || no === 'user_not_banned' || (action === 'untimeout' && no === 'target_departed')
  );
}

/** The one person that a page is about: Discord is asked for the name and picture where the bot hears nothing. */
export async function faceNow(
  deps: Pick<ModerationWebDeps, 'directory' | 'cdnUrl'>,
  guildId: Snowflake,
  id: Snowflake,
  name: string | null,
): Promise<MemberRef> {
  const member = deps.directory.heard(guildId, id) ?? (await unlessAway(deps.directory.member(guildId, id)));
  const heard = () => member ?? undefined;
  return faceOf({ ...deps, directory: { heard } }, guildId, id, name && legible(name));
}

async function unlessAway<Known>(asked: Promise<Known>): Promise<Known | null> {
  try {
    return await asked;
  } catch (error) {
    if (error instanceof Error && error.name === 'DiscordAway') return null;
    throw error;
  }
}

export type Meant = { readonly id: Snowflake } | { readonly problem: string };

function idIn(text: string): Snowflake | null {
  return ID.exec(text.trim())?.[1] ?? null;
}

/** What stands in a box for several people: one a line or behind commas; ids and mentions also behind spaces. */
export function partsOf(text: string): string[] {
  const parts = text.split(/[\n,;]+/).flatMap((line) => {
    const words = line.trim().split(/\s+/);
    return words.every((word) => idIn(word) !== null) ? words : [line.trim()];
  });
  return [...new Set(parts.filter((part) => part !== ''))];
}

/** Finds whom people mean by a name: members first, then those who are gone but have cases. */
export function createFinder({ directory, moderation }: Pick<ModerationWebDeps, 'directory' | 'moderation'>) {
  async function gone(guildId: Snowflake, name: string): Promise<Snowflake[]> {
    const { cases } = await moderation.list({ guildId, text: name }, LOOKED_THROUGH);
    return [...new Set(cases.filter(({ userTag }) => userTag?.toLowerCase() === name).map(({ userId }) => userId))];
  }

  async function byName(guildId: Snowflake, typed: string): Promise<Meant> {
    const name = typed.replace(/^@/, '').trim().toLowerCase();
    const members = await unlessAway(directory.members(guildId).then((all) => all ?? []));
    if (!members) return { problem: 'Discord does not answer, so nobody is found by name. Use an id or a mention.' };
    const exact = members.find(({ username }) => username.toLowerCase() === name);
    if (exact) return { id: exact.userId };
    const called = members.filter(({ displayName }) => displayName.toLowerCase() === name);
    const [one, other] = called.length > 0 ? called.map(({ userId }) => userId) : await gone(guildId, name);
    if (one !== undefined && other === undefined) return { id: one };
    const shown = legible(typed).slice(0, 40);
    if (one === undefined)
      return { problem: `Nobody here is called “${shown}”. Use the username, an id or a mention.` };
    const names = called.slice(0, 5).map(({ username }) => `@${username}`);
    return { problem: `“${shown}” can be ${names.join(' or ') || 'several people'}. Use the username.` };
  }

  return {
    /** Whom a name, an id or a mention means. */
    async find(guildId: Snowflake, typed: string): Promise<Meant> {
      const id = idIn(typed);
      return id !== null && isSnowflake(id) ? { id } : byName(guildId, typed);
    },
  };
}
