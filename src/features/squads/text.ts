import type { Refusal } from '../../shared/refusal.ts';
import type { SquadsRefusal } from './model.ts';
import type { Requirement } from './rules.ts';

type Context = Refusal['context'];

/** `1,234 bytes`, `1 byte`. */
export function bytes(amount: number): string {
  return counted(amount, 'byte');
}

/** `1 member`, `12 members`. */
export function counted(count: number, noun: string): string {
  return `${count.toLocaleString('en-US')} ${noun}${count === 1 ? '' : 's'}`;
}

/** Discord shows it as `in 3 hours`, in the reader's language. */
export function relative(epochMilliseconds: number): string {
  return `<t:${Math.ceil(epochMilliseconds / 1000)}:R>`;
}

const amount = (value: Context[string] | undefined): string => bytes(Number(value ?? 0));

/** One sentence of what is wrong and what to do, for every refusal of squads; Discord, API and dashboard use it alike. */
export const squadsWording = {
  squad_unknown: () => 'There is no such squad in this server. Look at the list, and choose one of it.',
  squad_inactive: ({ squad }) => `${squad} takes nobody at the moment. Choose another squad.`,
  squad_role_problem: ({ squad, problem }) =>
    `${squad} needs attention from the staff, so nobody can join it now. ${problem}`,
  squad_has_members: ({ members, departed }) =>
    `This squad has ${counted(Number(members), 'member')} here and ${Number(departed)} who left the server. Say that it shall be deleted all the same (force), and all of them lose the role.`,
  squad_changed_meanwhile: () => 'Somebody changed this squad meanwhile. Load it again, then make your change.',
  squad_name_taken: ({ name }) => `There is a squad called ${name} already. Choose another name.`,
  squad_role_taken: ({ squad }) => `This role belongs to ${squad} already. Choose another one.`,
  squads_full: ({ max }) => `A server has at most ${max} squads. Delete one first.`,
  squads_order_stale: () => 'The order must name every squad of this server once. Load the list again, then sort it.',
  already_member: ({ squad }) => `You are in ${squad} already. Choose another squad to switch.`,
  not_in_a_squad: () => 'You are in no squad. Choose one with /squads list.',
  no_squads: () => 'This server has no squads yet. Its managers make them in the dashboard.',
  switch_cooldown: ({ until }) =>
    `You have switched squads within the last day. You can switch again ${relative(Number(until ?? 0))}.`,
  cost_changed: ({ cost }) => `The price has changed: it is ${amount(cost)} now. Choose the squad again to see it.`,
  member_unknown: () => 'This person is not a member of this server. Choose somebody who is here.',
  member_is_bot: () => 'Bots join no squads. Choose a person.',
  not_in_this_squad: () => 'This person is not in this squad. Look at its members.',
  squad_full: ({ squad, needed }) =>
    `${squad} is full: it takes ${counted(Number(needed), 'member')}. Choose another squad, or wait for a place.`,
  too_few_received: ({ squad, needed, have }) =>
    `${squad} is for people who have received ${amount(needed)}; you have received ${amount(have)}. Help others to earn more.`,
  account_too_young: ({ squad, needed, have }) =>
    `${squad} takes Discord accounts of ${counted(Number(needed), 'day')} or more; yours has ${Number(have)}. Choose another squad for now.`,
  role_required: ({ squad, needed }) =>
    `${squad} is for members with the role <@&${needed}>. Ask the staff how to get it, or choose another squad.`,
  insufficient_balance: ({ balance, needed }) =>
    `You have ${amount(balance)}, but this takes ${amount(needed)}. Earn some more, or stay where you are.`,
  idempotency_conflict: () => 'This request was used before for something else. Start again with a new one.',
  guild_unseen: () => 'The bot is not in this server, so nothing here can be checked. Invite it, then try again.',
  discord_away: () => 'Discord does not answer, so nothing was changed and nothing was charged. Try again in a minute.',
} satisfies Record<SquadsRefusal, (context: Context) => string>;

/** `✓ 120 of 500 bytes received`; roles as `show` names them. */
export function requirementLine(
  { kind, met, needed, have }: Requirement,
  show: (roleId: string) => string = (id) => `<@&${id}>`,
): string {
  return `${met ? '✓' : '✗'} ${describe(kind, needed, have, show)}`;
}

function describe(
  kind: Requirement['kind'],
  needed: Requirement['needed'],
  have: number | null,
  show: (roleId: string) => string,
): string {
  const figure = (value: number | string | null) => Number(value).toLocaleString('en-US');
  switch (kind) {
    case 'max_members':
      return `${figure(have)} of ${figure(needed)} places taken`;
    case 'min_received':
      return `${figure(needed)} bytes received (you: ${figure(have)})`;
    case 'min_account_days':
      return `account of ${counted(Number(needed), 'day')} or more (yours: ${figure(have)})`;
    case 'required_role':
      return `role ${show(String(needed))}`;
  }
}
