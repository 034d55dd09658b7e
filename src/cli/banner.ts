import type { Config } from '../platform/config/config.ts';
import { masked } from '../platform/config/mask.ts';
import { columns, createPaint, type Paint } from './paint.ts';

export interface BannerFacts {
  readonly version: string;
  /** Milliseconds from the command to the open port. */
  readonly readyIn: number;
  readonly links: readonly { url: string; about: string }[];
  readonly parts: readonly Part[];
  /** A request to the API as people type it. */
  readonly firstRequest: string | null;
  readonly notes: readonly string[];
  /** Whether people read it on a terminal, in colour. */
  readonly terminal: boolean;
}

/** Something that is on, or off and why. */
export interface Part {
  readonly name: string;
  readonly on: boolean;
  readonly what: string;
  /** How to have it otherwise. */
  readonly hint?: string;
}

/** What a person sees when the product has started: where to look, what is on, what is off and why. */
export function banner({ version, readyIn, links, parts, firstRequest, notes, terminal }: BannerFacts): string {
  const paint = createPaint(terminal);
  const title = `${paint('bold', 'Smarter Dev')} ${paint('dim', `${version} · ready in ${(readyIn / 1000).toFixed(1)} s`)}`;
  const addresses = links.map(({ url, about }) => [paint('cyan', url), about]);
  const sections = [
    `  ${title}\n`,
    columns(addresses, '  '),
    columns(
      parts.map((part) => describePart(part, paint)),
      '  ',
    ),
    firstRequest ? `  ${paint('dim', 'Try the API:')}\n  ${firstRequest}\n` : '',
    notes.map((note) => `  ${paint('yellow', '!')} ${note}\n`).join(''),
    `  ${paint('dim', 'Ctrl+C stops it.')}\n`,
  ];
  return `\n${sections.filter((section) => section !== '').join('\n')}\n`;
}

function describePart({ name, on, what, hint = '' }: Part, paint: Paint): string[] {
  return [on ? paint('green', '●') : paint('dim', '○'), name, what, paint('dim', hint)];
}

/** The pages that a person may want to open. */
export function linksOf(config: Config, url: string): BannerFacts['links'] {
  const seen = config.baseUrl ?? url;
  const simulator = { url: `${url}/simulator`, about: 'the simulated Discord: write, press and watch as any member' };
  const dashboard = { url: `${seen}/admin`, about: 'the dashboard: sign in and see what you may do where' };
  const api = { url: `${seen}/api/docs`, about: 'the REST API, explained' };
  const ready = { url: `${url}/readyz`, about: 'whether it may take traffic' };
  const simulated = config.discordMode === 'simulated' ? [simulator] : [];
  return [{ url: seen, about: 'start here' }, ...simulated, dashboard, api, ready];
}

/** What these settings switch on and off. */
export function partsOf(config: Config): Part[] {
  return [databasePart(config), redisPart(config), discordPart(config), developmentPart(config)];
}

function databasePart(config: Config): Part {
  const address = masked(config, 'databaseUrl');
  if (address) return { name: 'Database', on: true, what: `Postgres at ${address}` };
  return { name: 'Database', on: true, what: `embedded, in ${config.dataDir}`, hint: 'DATABASE_URL uses Postgres' };
}

function redisPart(config: Config): Part {
  const address = masked(config, 'redisUrl');
  if (address) return { name: 'Redis', on: true, what: address };
  return { name: 'Redis', on: false, what: 'off: this one process is alone', hint: 'REDIS_URL joins several' };
}

function discordPart({ discordMode, discordDevGuildId }: Config): Part {
  if (discordMode === 'simulated') {
    return {
      name: 'Discord',
      on: true,
      what: 'simulated, inside this program',
      hint: 'DISCORD_TOKEN connects the real one',
    };
  }
  const what = discordDevGuildId ? `live, commands in guild ${discordDevGuildId} only` : 'live';
  return { name: 'Discord', on: true, what };
}

function developmentPart({ devMode }: Config): Part {
  if (devMode)
    return {
      name: 'Development',
      on: true,
      what: 'reachable from this machine only',
      hint: 'DEV_MODE=false for production',
    };
  return { name: 'Development', on: false, what: 'off: production rules hold' };
}
