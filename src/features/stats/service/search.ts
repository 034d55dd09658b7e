import type { Snowflake } from '../../../shared/ids.ts';
import type { FoundPerson, GuildRef, SearchResult } from '../model.ts';
import { closeness, GUILD_SECTIONS, readWanted } from '../rules.ts';

const MOST = 10;
const MOST_OF_A_KIND = 5;

interface SearchQuery {
  readonly text: string;
  /** Those that the viewer may see; nothing else is found. */
  readonly guilds: readonly GuildRef[];
  /** The guild that is on the screen: its pages come first. */
  readonly current?: Snowflake | undefined;
}

interface SearchDeps {
  people(text: string, guildIds: readonly Snowflake[]): Promise<readonly FoundPerson[]>;
}

/** What the search that opens by Ctrl-K finds. */
export function createSearch({ people }: SearchDeps) {
  return {
    /** Guilds, their pages, members: at most ten, the best of each kind first. Nothing typed finds the guilds. */
    async search({ text, guilds, current }: SearchQuery): Promise<readonly SearchResult[]> {
      const wanted = readWanted(text);
      if (!wanted) return guilds.slice(0, MOST).map(toGuildResult);
      const typed = 'id' in wanted ? wanted.id : wanted.name;
      const found = await people(
        text,
        guilds.map(({ id }) => id),
      );
      const names = new Map(guilds.map(({ id, name }) => [id, name]));
      return [
        ...findGuilds(typed, guilds),
        ...findSections(typed, guilds, current),
        ...found.slice(0, MOST_OF_A_KIND).map((one) => toMemberResult(one, names)),
      ].slice(0, MOST);
    },
  };
}

function findGuilds(text: string, guilds: readonly GuildRef[]): SearchResult[] {
  const rated = guilds.flatMap((guild) => {
    const distance = guild.id === text ? 0 : closeness(guild.name, text);
    return distance === null ? [] : [{ guild, distance }];
  });
  rated.sort((left, right) => left.distance - right.distance || left.guild.name.localeCompare(right.guild.name, 'en'));
  return rated.slice(0, MOST_OF_A_KIND).map(({ guild }) => toGuildResult(guild));
}

/** Of the guild on the screen; of the only one where there is no other. */
function findSections(text: string, guilds: readonly GuildRef[], current: Snowflake | undefined): SearchResult[] {
  const guild = guilds.find(({ id }) => id === current) ?? (guilds.length === 1 ? guilds[0] : undefined);
  if (!guild) return [];
  const fitting = GUILD_SECTIONS.filter(({ label, words }) => `${label.toLowerCase()} ${words}`.includes(text));
  return fitting.slice(0, MOST_OF_A_KIND).map(({ label, path }) => ({
    kind: 'section',
    label,
    hint: guild.name,
    href: `/admin/guilds/${guild.id}${path}`,
  }));
}

function toGuildResult({ id, name }: GuildRef): SearchResult {
  return { kind: 'guild', label: name, hint: 'Server', href: `/admin/guilds/${id}` };
}

function toMemberResult({ userId, username, guildIds }: FoundPerson, names: ReadonlyMap<string, string>): SearchResult {
  const hint = guildIds.flatMap((id) => names.get(id) ?? []).join(', ');
  return { kind: 'member', label: username ?? userId, hint, href: `/admin/users/${userId}` };
}
