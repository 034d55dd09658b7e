import type { Command } from './command.ts';

export const openapi: Command = {
  name: 'openapi',
  summary: 'Prints the document that describes the REST API (OpenAPI 3.1)',
  example: 'smarter-dev openapi > openapi.json',
  async run({ io, context }) {
    io.out(await context.apiDocument());
    return 0;
  },
};
