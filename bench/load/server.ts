import type { Bench } from '../part.ts';
import type { Child, Children } from '../processes/children.ts';

/** The product at work, as in production but for the simulated Discord. */
export interface Server {
  readonly url: string;
  /** Where a bare Elysia in the same process says hello. */
  readonly hello: string;
  readonly pid: number;
  /** Keys to use in turn: one alone would meet its limit. */
  readonly keys: readonly string[];
  stop(): Promise<void>;
}

export const PROGRAM = [process.execPath, 'src/main.ts'];
const SCOPES = 'bytes:read,bytes:write';
const PER_MINUTE = '1000000';
const KEYS = 8;

/** Settings of production that need no outside; the port is any free one. */
export function production(dataDir: string, more: Readonly<Record<string, string>> = {}): Record<string, string> {
  return {
    NODE_ENV: 'production',
    LOG_LEVEL: 'warn',
    LOG_FORMAT: 'json',
    DEV_MODE: 'false',
    DISCORD_MODE: 'simulated',
    SESSION_SECRET: crypto.randomUUID().repeat(2),
    ADMIN_DISCORD_IDS: '300000000000000001',
    DATA_DIR: dataDir,
    PORT: '0',
    ...more,
  };
}

/** Starts the product on a database, with keys of its own, and beside it in the same process a bare `hello`. */
export async function startServer({ children, newFolder }: Bench, databaseUrl: string): Promise<Server> {
  const environment = production(newFolder(), { DATABASE_URL: databaseUrl });
  const keys = await Promise.all(Array.from({ length: KEYS }, () => createKey(children, environment)));
  const [bun = '', ...program] = PROGRAM;
  const child = children.start([bun, '--preload', './bench/load/hello.ts', ...program], { environment });
  const url = await address(child);
  const [, hello] = /hello at (\S+)/.exec(child.output()) ?? [];
  return {
    url,
    hello: `http://${hello}`,
    pid: child.pid,
    keys,
    stop: () => child.stop(),
  };
}

/** A key for bytes in every guild. */
export async function createKey(children: Children, environment: Record<string, string>): Promise<string> {
  const wish = ['--name', 'bench', '--scopes', SCOPES, '--guilds', 'all', '--rate', PER_MINUTE, '--json'];
  const output = await children.run([...PROGRAM, 'api-key', 'create', ...wish], { environment });
  const [key] = /sd_[\w-]+/.exec(output) ?? [];
  if (!key) throw new Error(`no key in: ${output}`);
  return key;
}

/** The address that a started product has told. @throws Error when it ends or says nothing for a minute */
export async function address(child: Child): Promise<string> {
  const ended = child.exited.then((code) => code);
  const deadline = performance.now() + 60_000;
  while (performance.now() < deadline) {
    const [url] = /http:\/\/127\.0\.0\.1:\d+/.exec(child.output()) ?? [];
    if (url) return url;
    const code = await Promise.race([ended, Bun.sleep(5)]);
    if (code !== undefined) break;
  }
  throw new Error(`the program did not start\n${child.output()}`);
}
