export interface Finished {
  /** The exit code; null when it was ended by a signal or ran out of time. */
  readonly code: number | null;
  /** Standard output, then standard error. */
  readonly output: string;
  readonly seconds: number;
}

export interface RunOptions {
  /** Where it runs; the current folder when not given. */
  readonly folder?: string;
  readonly environment?: Readonly<Record<string, string | undefined>>;
  /** Seconds after which the process is killed. */
  readonly deadline?: number;
}

/** Runs one command to its end, without a shell. */
export async function run(
  command: readonly string[],
  { folder = '.', environment, deadline = 300 }: RunOptions = {},
): Promise<Finished> {
  const start = performance.now();
  const child = Bun.spawn([...command], {
    cwd: folder,
    stdin: 'ignore',
    stdout: 'pipe',
    stderr: 'pipe',
    env: { ...process.env, ...environment },
    timeout: deadline * 1000,
    killSignal: 'SIGKILL',
  });
  const [out, error] = await Promise.all([
    new Response(child.stdout).text(),
    new Response(child.stderr).text(),
    child.exited,
  ]);
  const overdue = child.signalCode === 'SIGKILL' ? `\nkilled; the deadline is ${deadline} s\n` : '';
  return { code: child.exitCode, output: `${out}${error}${overdue}`, seconds: (performance.now() - start) / 1000 };
}

/** Works through all items in order, at most `width` at a time. */
export async function inParallel<T>(
  width: number,
  items: readonly T[],
  work: (item: T) => Promise<void>,
): Promise<void> {
  const waiting = [...items];
  const worker = async (): Promise<void> => {
    for (let item = waiting.shift(); item !== undefined; item = waiting.shift()) await work(item);
  };
  await Promise.all(Array.from({ length: width }, worker));
}
