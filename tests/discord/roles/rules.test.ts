import { expect, test } from 'bun:test';
import { PermissionFlagsBits } from 'discord.js';
import {
  DANGEROUS_PERMISSIONS,
  type RoleFacts,
  roleProblem,
  roleProblemText,
} from '../../../src/discord/roles/rules.ts';

const GUILD = '100000000000000001';
const role: RoleFacts = {
  id: '100000000000000002',
  position: 3,
  managed: false,
  permissions: PermissionFlagsBits.SendMessages,
};
const limits = { guildId: GUILD, botTop: 5 };

test.each([
  ['an ordinary role', role, limits, null],
  ['a deleted role', undefined, limits, 'role_missing'],
  ['@everyone', { ...role, id: GUILD, position: 0 }, limits, 'role_everyone'],
  ['a managed role', { ...role, managed: true }, limits, 'role_managed'],
  ['a role at the bot’s height', { ...role, position: 5 }, limits, 'role_too_high'],
  ['a role at the configurer’s height', role, { ...limits, configurerTop: 3 }, 'role_too_high'],
  ['a role below both', role, { ...limits, configurerTop: 4 }, null],
] as const)('%s', (_, given, within, expected) => {
  expect(roleProblem(given, within)).toBe(expected);
  if (expected) expect(roleProblemText(expected)).toMatch(/\.$/);
});

test.each(Object.entries(DANGEROUS_PERMISSIONS))('a role with %s is dangerous', (name, bit) => {
  expect(bit).toBe(PermissionFlagsBits[name as keyof typeof DANGEROUS_PERMISSIONS]);
  expect(roleProblem({ ...role, permissions: role.permissions | bit }, limits)).toBe('role_dangerous');
});
