import { masked } from '../platform/config/mask.ts';
import { variables } from '../platform/config/table.ts';
import type { Command } from './command.ts';
import { columns } from './paint.ts';
import { json, withSettings } from './settings.ts';

export const config: Command = {
  name: 'config',
  summary: 'Shows every setting, where it comes from, and what is wrong; secrets are covered',
  listing: true,
  example: 'smarter-dev config --json',
  run: ({ io, json: asJson }) =>
    withSettings(io, async (settings, _log, { sources }) => {
      const rows = variables.map(([key, { name }]) => ({
        variable: name,
        value: masked(settings, key) ?? null,
        source: sources[key],
      }));
      io.out(asJson ? json(rows) : columns(rows.map((row) => [row.variable, row.value ?? '–', row.source])));
      return 0;
    }),
};
