import { CODES } from './codes.ts';
import { REFUSAL_STATUS, sentence, type Wording } from './refusals.ts';

const HEAD = `# Errors of the REST API

Every error is a problem (RFC 9457, \`application/problem+json\`): \`status\`, \`code\`, \`title\`, \`detail\`, \`request_id\`, and for refusals
the figures behind them in \`context\`. Codes are stable; sentences may change. This file is made by \`bun scripts/generate.ts\`.
`;

/**
 * `docs/ERRORS.md`, from the tables that the program answers by.
 * @param wordings each feature's sentences
 */
export function errorsDocument(wordings: Readonly<Record<string, Wording>>): string {
  const common = Object.entries(CODES).map(([code, { status, detail }]) => row(code, status, detail));
  const features = Object.entries(wordings).map(
    ([feature, wording]) =>
      `\n## Refusals of ${feature}\n\nFigures in these sentences are examples.\n\n${table(refusals(wording))}`,
  );
  return `${HEAD}\n## Every route\n\n${table(common)}${features.join('')}`;
}

function refusals(wording: Wording): string[] {
  const statuses: Readonly<Record<string, number>> = REFUSAL_STATUS;
  return Object.keys(wording).map((refused) => {
    const status = statuses[refused];
    if (status === undefined) throw new Error(`${refused} has no status`);
    return row(refused, status, sentence({ refused, context: EXAMPLE }, wording));
  });
}

const EXAMPLE = {
  amount: 50,
  balance: 20,
  needed: 50,
  max: 1000,
  below: 3,
  until: 1_767_225_600_000,
  nextAt: 1_767_225_600_000,
  name: 'Dangerous files',
  squad: 'Rustaceans',
  members: 12,
  departed: 3,
  have: 20,
  cost: 50,
  problem: 'The bot may not do that.',
  timezone: 'Europe/Berln',
};

function row(code: string, status: number, text: string): string {
  return `| \`${code}\` | ${status} | ${text.replaceAll('|', '\\|')} |\n`;
}

function table(rows: readonly string[]): string {
  return `| code | status | meaning |\n|---|---|---|\n${rows.join('')}`;
}
