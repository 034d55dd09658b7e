import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { type Control, createControl } from './control.ts';
import { until } from './until.ts';

/** Milliseconds; a start takes less than two seconds on a machine with nothing else to do, and many on one that is busy. */
const PATIENCE = 90_000;

export const EXECUTABLE = resolve(import.meta.dir, '../../dist/smarter-dev');

/** Builds `dist/smarter-dev` anew, as a person would. */
export async function buildExecutable(): Promise<void> {
  const build = Bun.spawn([process.execPath, 'scripts/build.ts'], {
    cwd: join(import.meta.dir, '../..'),
    stdout: 'pipe',
    stderr: 'pipe',
  });
  const output = (await new Response(build.stdout).text()) + (await new Response(build.stderr).text());
  if ((await build.exited) !== 0 || !existsSync(EXECUTABLE)) throw new Error(`the build failed:\n${output}`);
}

interface RunOptions {
  cwd: string;
  args?: readonly string[];
  /** The whole environment; nothing is inherited. */
  env?: Record<string, string>;
  /** Runs as nobody instead of root. */
  unprivileged?: boolean;
}

function command({ args = [], unprivileged = false }: RunOptions): string[] {
  const nobody = ['/usr/bin/setpriv', '--reuid=65534', '--regid=65534', '--clear-groups'];
  return [...(unprivileged ? nobody : []), EXECUTABLE, ...args];
}

export interface Finished {
  code: number;
  out: string;
  err: string;
}

/** Runs it to its end. */
export function runExecutable(options: RunOptions): Promise<Finished> {
  return runToEnd(command(options), options.cwd, options.env ?? {});
}

/** Runs a command with nothing of this machine's environment, and tells what it printed. */
export async function runToEnd(command: string[], cwd: string, env: Record<string, string>): Promise<Finished> {
  const child = Bun.spawn(command, { cwd, env, stdout: 'pipe', stderr: 'pipe' });
  const [out, err, code] = await Promise.all([
    new Response(child.stdout).text(),
    new Response(child.stderr).text(),
    child.exited,
  ]);
  return { code, out, err };
}

/** A program of ours that runs in a process of its own. */
export interface Program {
  readonly url: string;
  readonly pid: number;
  /** Everything printed so far. */
  output(): string;
  /** @returns the exit code */
  stop(signal: NodeJS.Signals): Promise<number>;
}

/** Starts a command on a free port, with nothing of this machine's environment, and waits until it tells its address. */
export async function startProgram(command: string[], cwd: string, env: Record<string, string>): Promise<Program> {
  const child = Bun.spawn(command, {
    cwd,
    env: { PORT: '0', LOG_FORMAT: 'json', ...env },
    stdout: 'pipe',
    stderr: 'pipe',
  });
  let text = '';
  const collect = async (stream: ReadableStream<Uint8Array>) => {
    const decoder = new TextDecoder();
    const reader = stream.getReader();
    for (;;) {
      const { value, done } = await reader.read();
      if (done) return;
      text += decoder.decode(value, { stream: true });
    }
  };
  const collected = Promise.all([collect(child.stdout), collect(child.stderr)]);
  const url = await until(() => {
    if (child.exitCode !== null) throw new Error(`it stopped with ${child.exitCode}:\n${text}`);
    return /"url":"(http:[^"]+)"/.exec(text)?.[1];
  }, PATIENCE);
  return {
    url,
    pid: child.pid,
    output: () => text,
    async stop(signal) {
      child.kill(signal);
      const code = await child.exited;
      await collected;
      return code;
    },
  };
}

export interface Running extends Control, Program {}

/** Starts it on a free port and waits until the bot is online. */
export async function startExecutable(options: RunOptions): Promise<Running> {
  const program = await startProgram(command(options), options.cwd, options.env ?? {});
  await untilOnline(program);
  return { ...createControl(program.url), ...program };
}

/** Waits until its bot is connected to Discord, with all its shards. */
export async function untilOnline({ url }: Pick<Program, 'url'>): Promise<void> {
  await until(async () => (await discordStatus(url)) === 'ok' || undefined, PATIENCE);
}

async function discordStatus(url: string): Promise<string | undefined> {
  const report = (await (await fetch(`${url}/readyz`)).json()) as { dependencies: Record<string, { status: string }> };
  return report.dependencies.discord?.status;
}
