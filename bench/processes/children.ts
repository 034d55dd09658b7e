/** A process that this run started. */
export interface Child {
  readonly pid: number;
  /** What it has written so far, standard error included. */
  output(): string;
  /** Ends it gently, after ten seconds not. */
  stop(): Promise<void>;
  /** Ends it as a power cut would. */
  kill(): Promise<void>;
  readonly exited: Promise<number>;
}

export interface Start {
  readonly environment?: Readonly<Record<string, string>>;
  readonly folder?: string;
}

const PATIENCE = 10_000;

/** Everything this run has started and not yet ended; none of it outlives the run. */
export function createChildren() {
  const running = new Set<Child>();

  /** Starts a process with nothing of our environment but the path. */
  function start(command: readonly string[], { environment = {}, folder = '.' }: Start = {}): Child {
    let said = '';
    const spawned = Bun.spawn([...command], {
      cwd: folder,
      stdin: 'ignore',
      stdout: 'pipe',
      stderr: 'pipe',
      env: { PATH: process.env.PATH ?? '', HOME: process.env.HOME ?? '', ...environment },
    });
    const listen = async (stream: ReadableStream<Uint8Array>) => {
      const decoder = new TextDecoder();
      const reader = stream.getReader();
      for (let part = await reader.read(); !part.done; part = await reader.read())
        said += decoder.decode(part.value, { stream: true });
    };
    const heard = Promise.all([listen(spawned.stdout), listen(spawned.stderr)]);
    const exited = spawned.exited.then(async (code) => {
      running.delete(child);
      await heard;
      return code;
    });
    async function end(signal: 'SIGTERM' | 'SIGKILL'): Promise<void> {
      spawned.kill(signal);
      const late = setTimeout(() => spawned.kill('SIGKILL'), PATIENCE);
      await exited;
      clearTimeout(late);
    }
    const child: Child = {
      pid: spawned.pid,
      output: () => said,
      stop: () => end('SIGTERM'),
      kill: () => end('SIGKILL'),
      exited,
    };
    running.add(child);
    return child;
  }

  /** Runs a command to its end. @returns what it wrote @throws Error when it fails or takes longer than `deadline` seconds */
  async function run(command: readonly string[], options: Start = {}, deadline = 900): Promise<string> {
    const child = start(command, options);
    const late = setTimeout(() => void child.kill(), deadline * 1000);
    const code = await child.exited;
    clearTimeout(late);
    if (code !== 0) throw new Error(`${command.join(' ')} ended with ${code}\n${child.output()}`);
    return child.output();
  }

  return { start, run, stopAll: () => Promise.all([...running].map((child) => child.stop())) };
}

export type Children = ReturnType<typeof createChildren>;
