import type { Config } from '../platform/config/config.ts';
import type { Log } from '../platform/log.ts';
import type { Command } from './command.ts';
import type { CliContext } from './context.ts';
import { checkDiscord } from './doctor/discord.ts';
import { checkExposure } from './doctor/exposure.ts';
import type { Finding } from './doctor/finding.ts';
import { checkHost } from './doctor/host.ts';
import { checkLive } from './doctor/live.ts';
import { checkBaseUrl, checkDisk, checkPort, isRunning } from './doctor/machine.ts';
import { checkDatabase, checkRedis } from './doctor/storage.ts';
import { columns, createPaint, type Paint } from './paint.ts';
import { json, withSettings } from './settings.ts';

export const doctor: Command = {
  name: 'doctor',
  summary: 'Touches everything outside and says what is missing and how to mend it',
  detail: `Exits with 1 when something needs mending.
--live logs in to Discord besides, and does once in a guild what the product does there every day: it writes a message and
changes it, makes a role and gives it to itself, reads the audit log. All of it is removed at once; nobody is pinged.`,
  flags: [{ name: 'live', about: 'try everything in a real guild as well' }],
  options: [{ name: 'guild', value: 'ID', about: 'that guild, in place of DISCORD_DEV_GUILD_ID (--live)' }],
  listing: true,
  example: 'smarter-dev doctor --live --guild 200000000000000001',
  run: ({ io, context, flags, options, json: asJson }) =>
    withSettings(io, async (config, log) => {
      const live = flags.has('live') || options.guild !== undefined;
      const findings = [
        ...(await examine(config, log, context)),
        ...(live ? await checkLive(config, log, context, options.guild) : []),
      ];
      io.out(asJson ? json(findings) : describe(findings, createPaint(io.terminal)));
      return findings.some(({ state }) => state === 'bad') ? 1 : 0;
    }),
};

async function examine(config: Config, log: Log, context: CliContext): Promise<Finding[]> {
  const settings: Finding = { name: 'Settings', state: 'ok', text: 'every setting is right' };
  const running = await isRunning(config);
  // Before the others: one of them makes the data folder.
  const host = await checkHost(config);
  const groups = await Promise.all([
    checkDisk(config),
    checkDatabase(config, running, log, context),
    checkRedis(config),
    checkPort(config, running),
    checkBaseUrl(config, running),
    checkExposure(config),
    checkDiscord(config),
  ]);
  return [settings, ...host, ...groups.flat()];
}

const MARKS = { ok: ['green', '✓'], bad: ['red', '✗'], skipped: ['dim', '–'] } as const;

function describe(findings: readonly Finding[], paint: Paint): string {
  const rows = findings.flatMap(({ name, state, text, fix }) => {
    const [colour, mark] = MARKS[state];
    const row = [paint(colour, mark), name, text];
    return fix ? [row, ['', '', paint('dim', fix)]] : [row];
  });
  return columns(rows);
}
