import type { Hit } from '../../../../views/dashboard/search.tsx';
import type { Place } from '../../../http/kit/pages/visit.ts';
import { legible } from '../../../shared/legible.ts';
import type { UsersWebDeps } from './parts.ts';

const CASE_NUMBER = /^(?:#|case\s+#?)(\d{1,9})$/i;
/** Guilds that are looked through for what they keep. */
const LOOKED_THROUGH = 20;
/** Rules have short names, which one letter would find all. */
const SHORTEST = 2;
const MOST_RULES = 5;

/** The guild on the screen, or else those that come first. */
export function around(places: readonly Place[], current: string | undefined): readonly Place[] {
  const here = places.filter(({ guild }) => guild.id === current);
  return here.length > 0 ? here : places.slice(0, LOOKED_THROUGH);
}

/** `#12`: the case of this number. */
export async function casesCalled(
  { moderation }: Pick<UsersWebDeps, 'moderation'>,
  query: string,
  places: readonly Place[],
): Promise<Hit[]> {
  const number = Number(CASE_NUMBER.exec(query)?.[1] ?? 0);
  if (number === 0) return [];
  const found = await Promise.all(
    places.map(async ({ guild: { id, name } }): Promise<Hit[]> => {
      const one = await moderation.find(id, number);
      if ('refused' in one) return [];
      const title = legible(`Case #${number}: ${actionNames[one.action]} ${one.userTag ?? one.userId}`);
      return [{ kind: 'case', title, detail: name, href: `/admin/guilds/${id}/moderation/cases/${number}` }];
    }),
  );
  return found.flat();
}

const actionNames = {
  ...{ warn: 'warning of', timeout: 'timeout of', untimeout: 'end of the timeout of', kick: 'kick of' },
  ...{ ban: 'ban of', unban: 'end of the ban of', softban: 'softban of', note: 'note about' },
} as const;

/** Rules of auto-moderation by their name; moderators, who may not change them, are led to the list. */
export async function rulesCalled(
  { automod }: Pick<UsersWebDeps, 'automod'>,
  query: string,
  places: readonly Place[],
): Promise<Hit[]> {
  const text = query.toLowerCase();
  if (text.length < SHORTEST) return [];
  const found = await Promise.all(
    places.map(async ({ guild: { id, name: guild }, right }) => {
      const rules = await automod.rules(id);
      const home = `/admin/guilds/${id}/automod`;
      return rules
        .filter(({ name }) => name.toLowerCase().includes(text))
        .map(
          ({ id: ruleId, name }): Hit => ({
            ...{ kind: 'rule', title: legible(name), detail: `${guild} › Auto-moderation` },
            href: right === 'moderator' ? home : `${home}/rules/${ruleId}/edit`,
          }),
        );
    }),
  );
  return found.flat().slice(0, MOST_RULES);
}
