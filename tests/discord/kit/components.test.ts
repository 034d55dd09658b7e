import { describe, expect, test } from 'bun:test';
import { createSigner } from '../../../src/discord/kit/buttons.ts';
import { button, buttonRows, disabled, linkButton, selectRow } from '../../../src/discord/kit/components.ts';
import { CANCEL, confirmRows } from '../../../src/discord/kit/confirm.ts';
import { pageRows } from '../../../src/discord/kit/pages.ts';

const ADA = '100000000000000001';
const signer = createSigner('secret');

function ids(rows: ReturnType<typeof buttonRows>): string[] {
  return rows.flatMap((row) => row.components.map((part) => ('custom_id' in part ? part.custom_id : '')));
}

test('buttons lie five in a row, at most five rows', () => {
  const rows = buttonRows(Array.from({ length: 27 }, (_, n) => button({ id: `b${n}`, label: `${n}` })));
  expect(rows.map((row) => row.components.length)).toEqual([5, 5, 5, 5, 5]);
});

test('a select takes 25 options at most', () => {
  const [select] = selectRow(
    's',
    'Choose',
    Array.from({ length: 30 }, (_, n) => ({ label: `${n}`, value: `${n}` })),
  ).components;
  expect(select && 'options' in select && select.options?.length).toBe(25);
});

test('disabling greys out everything but links', () => {
  const rows = disabled(buttonRows([button({ id: 'a', label: 'A' }), linkButton('L', 'https://example.org')]));
  expect(rows[0]?.components.map((part) => 'disabled' in part && part.disabled)).toEqual([true, false]);
});

describe('confirm', () => {
  test('pairs the action with a cancel of the same owner and deadline', () => {
    const action = { action: 'bytes.send', owner: ADA, expiresAt: 60_000, args: ['5'] };
    const [confirm = '', cancel = ''] = ids(confirmRows(signer, action, { confirm: 'Send' }));
    expect(signer.read(confirm, ADA, 0)).toEqual({ action: 'bytes.send', args: ['5'] });
    expect(signer.read(cancel, ADA, 0)).toEqual({ action: CANCEL, args: [] });
    expect(signer.read(cancel, ADA, 60_000)).toMatchObject({ refused: 'expired' });
  });
});

describe('pages', () => {
  const action = { action: 'top', owner: ADA, expiresAt: null };

  test('have no rows when there is one page', () => {
    expect(pageRows(signer, action, { previous: null, next: null })).toEqual([]);
  });

  test('disable the side that has nothing', () => {
    const rows = pageRows(signer, action, { previous: null, next: ['2'], label: '1 of 2' });
    expect(rows[0]?.components.map((part) => 'disabled' in part && part.disabled)).toEqual([true, true, false]);
    expect(signer.read(ids(rows)[2] ?? '', ADA, 0)).toEqual({ action: 'top', args: ['2'] });
    expect(new Set(ids(rows)).size).toBe(3);
  });
});
