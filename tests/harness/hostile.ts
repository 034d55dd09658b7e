import { PermissionFlagsBits } from 'discord-api-types/v10';
import type { Simulator } from '../../src/simulator/simulator.ts';

const MARK = 'data-planted';

/** Names that run a script, leave their element, turn the writing round or break a layout where a page lets them. */
export const HOSTILE_NAMES = [
  `<script ${MARK}>alert(1)</script>`,
  `"><img src=x onerror=alert(1) ${MARK}>`,
  `' onmouseover='alert(1)' ${MARK}='`,
  `" autofocus onfocus="alert(1)" ${MARK}="`,
  `</script><svg onload=alert(1) ${MARK}>`,
  `</title><b hx-get="/logout" hx-trigger="load" ${MARK}>`,
  'javascript:alert(1)',
  '{{7*7}} ${7*7} <%= 7*7 %>',
  'abc\u202egnp.exe\u2066',
  `Z${'\u0301\u0320\u0334'.repeat(25)}`,
  '👩‍👩‍👧‍👦'.repeat(12),
  '🤡'.repeat(50),
  'W'.repeat(100),
] as const;

/** What no page may hold: an element or an attribute of a name's making, or writing that runs backwards. */
export interface Planted {
  readonly elements: string[];
  readonly handlers: string[];
  readonly links: string[];
  readonly reversed: string[];
}

/** Runs in the browser. */
export function plantedIn(): Planted {
  const all = [...document.querySelectorAll('*')];
  const outer = (found: Element[]) => found.map((one) => one.outerHTML.slice(0, 200));
  const own = (one: Element) => [...one.attributes].map(({ name }) => name);
  return {
    elements: outer([...document.querySelectorAll('[data-planted], [hx-get="/logout"]')]),
    handlers: outer(all.filter((one) => own(one).some((name) => /^on/.test(name)))),
    links: outer([...document.querySelectorAll('[href^="javascript:" i], [src="x"], [action^="javascript:" i]')]),
    reversed: outer(
      all.filter((one) =>
        [...one.childNodes].some(
          (child) => child.nodeType === Node.TEXT_NODE && /[\u202a-\u202e\u2066-\u2069]/.test(child.textContent ?? ''),
        ),
      ),
    ),
  };
}

export interface HostileGuild {
  readonly guildId: string;
  /** Its owner. */
  readonly username: string;
  readonly userId: string;
  /** A role that the bot may give. */
  readonly roleId: string;
}

/** For every name a guild that is called so, in which every name is that of a channel, a role and a member. */
export function plantHostile({ world }: Simulator): HostileGuild[] {
  const members = HOSTILE_NAMES.map((_, index) =>
    world.createUser({ username: `member_${index}`, name: `Member ${index}`, accountAge: 1e10 }),
  );
  return HOSTILE_NAMES.map((name, index) => {
    const owner = world.createUser({ username: `owner_${index}`, name, accountAge: 1e10 });
    const { guild } = world.createGuild({ name, ownerId: owner.id });
    world.createChannel(guild.id, { name: `bot-${index}` });
    const roles = HOSTILE_NAMES.map((name) => {
      world.createChannel(guild.id, { name });
      return world.createRole(guild.id, { name, permissions: PermissionFlagsBits.ModerateMembers, color: 0x3366ff });
    });
    world.addBot(guild.id, { permissions: PermissionFlagsBits.ManageRoles });
    const harmless = world.createRole(guild.id, { name: `Harmless ${name}`, permissions: 0n });
    for (const [place, { id }] of members.entries()) {
      const role = roles[place];
      world.addMember(guild.id, id, { nick: HOSTILE_NAMES[place] ?? null, roles: role ? [role.id] : [], silent: true });
    }
    return { guildId: guild.id, username: owner.username, userId: owner.id, roleId: harmless?.id ?? '' };
  });
}
