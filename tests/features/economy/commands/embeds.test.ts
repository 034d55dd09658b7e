import { describe, expect, test } from 'bun:test';
import type { APIEmbed } from 'discord.js';
import fc from 'fast-check';
import { embedLimits } from '../../../../src/discord/kit/embeds.ts';
import {
  balanceEmbed,
  boardEmbed,
  confirmEmbed,
  dailyEmbed,
  historyEmbed,
  reasonIn,
  rulesEmbed,
  sentEmbed,
} from '../../../../src/features/economy/commands/embeds.ts';
import type { LedgerEntry } from '../../../../src/features/economy/model.ts';
import {
  BALANCE_LIMIT,
  DEFAULT_CONFIG,
  TRANSACTION_TYPES,
  tidyReason,
} from '../../../../src/features/economy/rules.ts';
import { ada, linus } from '../scene.ts';

const config = { ...DEFAULT_CONFIG, version: 0 };

/** Names and words as people with bad intentions write them. */
const hostile = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 200 }),
  fc.constantFrom(
    '@everyone',
    '<@&123456789012345678>',
    '[free](https://evil.example)',
    '**'.repeat(100),
    '\u202egnp.exe',
    '```',
    '# big',
    'x'.repeat(200),
  ),
);
const amount = fc.integer({ min: 1, max: BALANCE_LIMIT });
const entry: fc.Arbitrary<LedgerEntry> = fc.record({
  id: fc.uuid(),
  type: fc.constantFrom(...TRANSACTION_TYPES),
  amount,
  reason: fc.option(hostile.map(tidyReason).map((reason) => reason ?? 'x')),
  at: fc.nat(),
  giverId: fc.constantFrom(ada.id, 'SYSTEM'),
  giverUsername: fc.option(hostile),
  giverBalance: fc.option(amount),
  receiverId: fc.constantFrom(linus.id, 'SYSTEM'),
  receiverUsername: fc.option(hostile),
  receiverBalance: fc.option(amount),
});

function sizeOf({ title = '', description = '', footer, fields = [] }: APIEmbed): number {
  const inFields = fields.reduce((sum, { name, value }) => sum + name.length + value.length, 0);
  return title.length + description.length + (footer?.text.length ?? 0) + inFields;
}

/** Within Discord's limits, and nothing in it that a person wrote can ping or pretend. */
function expectSound(embed: APIEmbed): void {
  expect(sizeOf(embed)).toBeLessThanOrEqual(embedLimits.total);
  expect(embed.title?.split(' ').length).toBeLessThanOrEqual(5);
  expect(embed.description?.length ?? 0).toBeLessThanOrEqual(embedLimits.description);
  for (const { value } of embed.fields ?? []) expect(value.length).toBeLessThanOrEqual(embedLimits.fieldValue);
  expect(embed.description ?? '').not.toMatch(/@everyone|@here|(?<!\\)<@&123|\u202e/);
}

describe('every embed stays sound', () => {
  test('histories of hostile names and reasons', () => {
    fc.assert(
      fc.property(fc.array(entry, { maxLength: 8 }), (entries) => {
        expectSound(historyEmbed(ada.id, { entries, hasOlder: false, hasNewer: false }));
      }),
    );
  });

  test('boards of hostile names', () => {
    const row = fc.record({
      rank: fc.integer({ min: 1, max: 1e6 }),
      userId: fc.constant(ada.id),
      username: fc.option(hostile),
      balance: amount,
    });
    fc.assert(
      fc.property(fc.array(row, { maxLength: 10 }), fc.option(row), (rows, mine) => {
        expectSound(boardEmbed({ rows, page: 1, pages: 1, total: rows.length, at: 0 }, mine));
      }),
    );
  });

  test('receipts and questions with hostile reasons', () => {
    fc.assert(
      fc.property(entry, fc.array(fc.constant('300000000000000001'), { maxLength: 50 }), (transaction, rolesEarned) => {
        expectSound(sentEmbed({ guildId: '1', transaction, replayed: false, rolesEarned }));
        expectSound(
          confirmEmbed({ receiverId: linus.id, amount: 5, reason: transaction.reason, after: 5, expiresAt: 0 }),
        );
      }),
    );
  });

  test('the rules of a guild that has set everything there is', () => {
    const streakBonuses = Array.from({ length: 10 }, (_, index) => ({
      name: '**'.repeat(10),
      days: 2 + index * 300,
      multiplier: 1000,
    }));
    const roleRewards = Object.fromEntries(
      Array.from({ length: 50 }, (_, index) => [`3000000000000000${10 + index}`, BALANCE_LIMIT - index]),
    );
    const embed = rulesEmbed({ ...config, streakBonuses, roleRewards, dailyCap: 1_000_000_000, cooldownHours: 8760 });
    expectSound(embed);
    expect(embed.fields?.at(-1)?.value).toContain('and 35 more');
  });
});

test('a reason comes back from the question exactly as it was given', () => {
  fc.assert(
    fc.property(hostile, (text) => {
      const reason = tidyReason(text);
      const embed = confirmEmbed({ receiverId: linus.id, amount: 5, reason, after: 5, expiresAt: 0 });
      expect(reasonIn(embed.footer?.text)).toBe(reason);
    }),
  );
});

describe('balance', () => {
  const account = {
    userId: ada.id,
    username: 'ada',
    balance: 1234,
    totalReceived: 2000,
    totalSent: 766,
    lastDaily: '2026-11-20',
    streak: 12,
    longestStreak: 30,
    optedOut: false,
    departedAt: null,
    createdAt: 0,
    updatedAt: 0,
  };

  test('shows figures, the streak’s progress and when the next bytes come', () => {
    const rank = { rank: 3, userId: ada.id, username: 'ada', balance: 1234 };
    const embed = balanceEmbed({ userId: ada.id, account, rank, streak: 12, config, nextAt: 5000 });
    expect(embed.description).toBe(`<@${ada.id}> has **1,234 bytes**. The next daily bytes come <t:5:R>.`);
    expect(embed.fields?.map(({ value }) => value)).toEqual(['#3', '+2,000 · −766', 'CHAR ▰▰▰▱▱▱▱ 4 days to SHORT']);
  });

  test('says so where there is none', () => {
    expect(balanceEmbed({ userId: ada.id, account: null, rank: null, streak: 0, config, nextAt: null }).title).toBe(
      'No bytes yet',
    );
    const embed = balanceEmbed({ userId: ada.id, account, rank: null, streak: 0, config, nextAt: null });
    expect(embed.fields?.map(({ value }) => value)).toContain('not on the board');
    expect(embed.fields?.at(-1)?.value).toContain('none');
  });
});

test('the daily names its multiplier and the roles it earned', () => {
  const transaction = { ...(fc.sample(entry, 1)[0] as LedgerEntry), amount: 20, receiverId: ada.id };
  const daily = {
    guildId: '1',
    transaction,
    replayed: false,
    date: '2026-11-20',
    previousStreak: 7,
    nextAt: 0,
    bonuses: config.streakBonuses,
  };
  const { description } = dailyEmbed({ ...daily, streak: 8, multiplier: 2, rolesEarned: ['300000000000000001'] });
  expect(description).toStartWith('+**20 bytes** (×2) for day 8 in a row.\nCHAR ▱▱▱▱▱▱▱ 8 days to SHORT');
  expect(description).toContain(`<@${ada.id}> earned <@&300000000000000001>`);
});
