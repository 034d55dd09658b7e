import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { type Section, table } from './rows.ts';

const FILE = 'bench/RESULTS.md';
const HEAD = `# Results

Written by \`bun run bench\`; each part replaces its own section. What the rows mean is told in [README.md](README.md). Ratios are medians
over the rounds of one run in which baseline and candidate took turns on the same machine; bare figures say as much about the machine as about us.
`;

/** Puts a section in the place of the one with its title, or at the end. */
export function writeSection(section: Section, facts: string): void {
  const sections = existsSync(FILE)
    ? readFileSync(FILE, 'utf8')
        .split(/^(?=## )/m)
        .slice(1)
    : [];
  const text = `## ${section.title}\n\n${section.method}\n\n_${facts}_\n\n${table(section.rows)}\n\n`;
  const place = sections.findIndex((one) => one.startsWith(`## ${section.title}\n`));
  if (place === -1) sections.push(text);
  else sections[place] = text;
  writeFileSync(FILE, `${[HEAD, '\n', ...sections].join('').trimEnd()}\n`);
}
