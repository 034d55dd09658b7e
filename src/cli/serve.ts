import type { Config, LoadedConfig } from '../platform/config/config.ts';
import { secretsOf } from '../platform/config/mask.ts';
import { resolveSecret } from '../platform/config/secret.ts';
import { createLog, type Log } from '../platform/log.ts';
import type { Reporter } from '../platform/report.ts';
import { banner, linksOf, partsOf } from './banner.ts';
import type { Command, Invocation } from './command.ts';
import type { CliIo, RunningApp } from './context.ts';
import { describeProblems, describeWarnings, readSettings } from './settings.ts';

const SHUTDOWN_LIMIT = 10_000;
const REPORT_GRACE = 2_000;

export const serve: Command = {
  name: 'serve',
  summary: 'Starts everything; what happens without a subcommand',
  example: 'PORT=8080 smarter-dev serve',
  run,
};

async function run({ io, context }: Invocation): Promise<number> {
  const startedAt = performance.now();
  const loaded = readSettings(io);
  if ('problems' in loaded) {
    io.err(describeWarnings(loaded.warnings) + describeProblems(loaded));
    return 1;
  }
  const reporter = await openReporter(loaded, io, context.version);
  const log = openLog(loaded, io, reporter);
  const asked = untilAsked(io, log);
  const starting = context.startApp(loaded, log);
  const app = await Promise.race([starting, asked.then(() => null)]);
  if (app) greet(app, loaded, { io, log, version: context.version, readyIn: performance.now() - startedAt });
  const { reason, code } = await asked;
  log.info({ reason }, 'stopping');
  const stopped = await stop(starting, log);
  await reporter?.flush(REPORT_GRACE);
  return stopped ? code : 1;
}

/** Loaded only where it is used. */
async function openReporter({ config }: LoadedConfig, io: CliIo, version: string): Promise<Reporter | null> {
  if (config.sentryDsn === undefined) return null;
  const { createReporter } = await import('../platform/report.ts');
  let told = false;
  return createReporter({
    dsn: config.sentryDsn,
    release: version,
    environment: config.devMode ? 'development' : 'production',
    secrets: secretsOf(config),
    onLost: (reason) => {
      if (!told) io.err(`Errors cannot be reported to SENTRY_DSN: ${reason}. They are in the log.\n`);
      told = true;
    },
  });
}

function openLog({ config, file, warnings }: LoadedConfig, io: CliIo, reporter: Reporter | null): Log {
  const log = createLog({
    level: config.logLevel,
    format: readable(config, io) ? 'pretty' : 'json',
    secrets: [...secretsOf(config), resolveSecret(config)],
    stream: { write: (line) => io.out(line) },
    ...(reporter ? { onError: reporter.report } : {}),
  });
  if (file) log.info({ file }, 'settings read from a file');
  for (const warning of warnings) log.warn(warning);
  return log;
}

/** A signal, or a bug after which nothing can be relied on. */
async function untilAsked(io: CliIo, log: Log): Promise<{ reason: string; code: 0 | 1 }> {
  const broken = new Promise<{ reason: string; code: 1 }>((resolve) => {
    io.onBug((error, fatal) => {
      log[fatal ? 'fatal' : 'error']({ err: error }, 'an error that nobody caught');
      if (fatal) resolve({ reason: 'bug', code: 1 });
    });
  });
  return Promise.race([broken, io.untilStopped().then((signal) => ({ reason: signal, code: 0 as const }))]);
}

interface Greeting {
  io: CliIo;
  log: Log;
  version: string;
  readyIn: number;
}

/** On standard output only where people read it: a log of JSON lines stays one. */
function greet(app: RunningApp, { config, warnings }: LoadedConfig, { io, log, version, readyIn }: Greeting): void {
  log.info({ url: app.url, ms: Math.round(readyIn) }, 'started');
  const facts = { version, readyIn, terminal: io.terminal, notes: warnings };
  const text = banner({
    ...facts,
    links: linksOf(config, app.url),
    parts: partsOf(config),
    firstRequest: app.firstRequest,
  });
  if (readable(config, io)) io.out(text);
  else io.err(text);
}

function readable({ logFormat }: Config, io: CliIo): boolean {
  return logFormat === 'pretty' || (logFormat === 'auto' && io.terminal);
}

/** Also what is still starting. @returns whether everything stopped in time */
async function stop(starting: Promise<RunningApp>, log: Log): Promise<boolean> {
  const late = Bun.sleep(SHUTDOWN_LIMIT).then(() => 'late' as const);
  if ((await Promise.race([starting.then((app) => app.close()), late])) === 'late') {
    log.error(`not everything had stopped after ${SHUTDOWN_LIMIT / 1000} s`);
    return false;
  }
  log.info('stopped');
  return true;
}
