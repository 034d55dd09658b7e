import { isSnowflake, type Snowflake } from '../../../shared/ids.ts';
import { includes } from '../../../shared/rights.ts';
import { Refused } from '../problem.ts';
import type { Doorkeeper, Person, Standing } from './doorkeeper.ts';
import type { PageRight } from './rights.ts';
import type { Visit } from './visit.ts';

/** Somebody who is signed in asks for a page. */
interface Wish {
  readonly person: Person;
  readonly asks: PageRight;
  readonly params: Readonly<Record<string, string>>;
  readonly request: Request;
  readonly client: Visit['client'];
}

interface Refusal {
  readonly code: 'not_allowed' | 'not_found' | 'discord_away';
  readonly guildId: Snowflake | null;
}

/**
 * Decides by rights, asked of Discord each time. A guild that somebody is not in is not there for him.
 * @returns where he stands in the guild that the page is about, if it is about one
 */
export function createAdmission(doorkeeper: Doorkeeper) {
  return async function admit(wish: Wish): Promise<Standing | null> {
    const verdict = await judge(wish);
    if (verdict === null || 'guild' in verdict) return verdict;
    if (verdict.code === 'discord_away') throw new Refused('discord_away', { headers: { 'retry-after': '10' } });
    await note(wish, verdict.guildId);
    throw new Refused(verdict.code);
  };

  async function judge({ person, asks, params }: Wish): Promise<Standing | Refusal | null> {
    if (typeof asks === 'object') return judgeIn(person, params[asks.guild] ?? '', asks.right);
    if (asks !== 'admin' || doorkeeper.isAdmin(person.id)) return null;
    return { code: 'not_allowed', guildId: null };
  }

  async function judgeIn(
    { id }: Person,
    guildId: string,
    right: Extract<PageRight, object>['right'],
  ): Promise<Standing | Refusal> {
    const standing = isSnowflake(guildId) ? await doorkeeper.standing(id, guildId) : null;
    if (standing === null) return { code: 'not_found', guildId: null };
    if (standing === 'away') return { code: 'discord_away', guildId };
    return includes(standing.right, right) ? standing : { code: 'not_allowed', guildId };
  }

  /** Reading what one may not is no news; trying to change it is. */
  async function note({ person, request, client }: Wish, guildId: Snowflake | null): Promise<void> {
    const { method, url } = request;
    if (method === 'GET' || method === 'HEAD') return;
    await doorkeeper.denied(person, { guildId, method, path: new URL(url).pathname }, client);
  }
}
