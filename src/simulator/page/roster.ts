import { type Person, rolesOf, type Scene } from './scene.ts';

export interface RosterGroup {
  name: string;
  color: number;
  people: Person[];
}

/** The members by their highest hoisted role, as Discord lists them; by name within a group. */
export function roster(scene: Scene): RosterGroup[] {
  const groups = new Map<string, RosterGroup & { position: number }>();
  for (const member of scene.guild.members) {
    const role = rolesOf(scene.guild, member).find(({ hoist }) => hoist);
    const key = role?.id ?? '';
    const group = groups.get(key) ?? {
      name: role?.name ?? 'Members',
      color: role?.color ?? 0,
      position: role?.position ?? -1,
      people: [],
    };
    group.people.push(scene.person(member.user.id));
    groups.set(key, group);
  }
  const sorted = [...groups.values()].sort((a, b) => b.position - a.position);
  for (const { people } of sorted) people.sort((a, b) => a.name.localeCompare(b.name, 'en'));
  return sorted;
}
