import { expect, test } from 'bun:test';
import { PermissionFlagsBits as Bits } from 'discord.js';
import type { GuildInfo, MemberInfo, RoleInfo } from '../../../src/discord/directory/model.ts';
import { guildPermissions, topPosition } from '../../../src/discord/directory/permissions.ts';

const guild: GuildInfo = { id: '1', name: 'Home', icon: null, ownerId: '9', memberCount: 3 };
const role = (id: string, position: number, permissions: bigint): RoleInfo => ({
  id,
  name: id,
  color: 0,
  position,
  managed: false,
  permissions,
});
const roles = [
  role('1', 0, Bits.ViewChannel | Bits.SendMessages),
  role('2', 1, Bits.KickMembers),
  role('3', 2, Bits.Administrator),
];
const member = (roleIds: string[], timeoutUntil: number | null = null, userId = '5'): MemberInfo => ({
  userId,
  username: 'ada',
  displayName: 'Ada',
  avatar: null,
  bot: false,
  roleIds,
  joinedAt: 0,
  timeoutUntil,
});
const may = (who: MemberInfo, bit: bigint) => (guildPermissions(guild, roles, who, 1_000) & bit) === bit;

test.each([
  ['a plain member', member([]), { send: true, kick: false, manage: false }],
  ['a moderator', member(['2']), { send: true, kick: true, manage: false }],
  ['an administrator', member(['3']), { send: true, kick: true, manage: true }],
  ['the owner', member([], null, '9'), { send: true, kick: true, manage: true }],
  ['a timed-out moderator', member(['2'], 2_000), { send: false, kick: false, manage: false }],
  ['a timed-out administrator', member(['3'], 2_000), { send: true, kick: true, manage: true }],
  ['a moderator whose timeout is over', member(['2'], 1_000), { send: true, kick: true, manage: false }],
])('%s', (_, who, expected) => {
  expect({
    send: may(who, Bits.SendMessages),
    kick: may(who, Bits.KickMembers),
    manage: may(who, Bits.ManageGuild),
  }).toEqual(expected);
});

test('the top position is that of the highest role held', () => {
  expect([member([]), member(['2']), member(['2', '3'])].map((who) => topPosition(roles, who))).toEqual([0, 1, 2]);
});
