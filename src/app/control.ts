import { chmodSync, existsSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { TakenBackup } from '../cli/context.ts';
import type { Config } from '../platform/config/config.ts';
import type { OwnedDatabase } from '../platform/db/create-database.ts';
import type { Log } from '../platform/log.ts';
import { StartFailure } from '../shared/start-failure.ts';
import { takeBackup } from './backups.ts';

/** The longest path that a socket's address holds, on every system. */
const LONGEST = 100;

interface Running {
  readonly db: OwnedDatabase;
  readonly config: Config;
  readonly version: string;
  readonly log: Log;
}

/**
 * Lets this machine's owner of DATA_DIR ask the running process for a backup: an embedded database has room for one process.
 * The socket lies in DATA_DIR, for its owner only.
 */
export function openControl({ db, config, version, log }: Running): { close(): Promise<void> } {
  const path = socketOf(config);
  if (db.kind !== 'embedded' || path.length > LONGEST) return { close: async () => {} };
  rmSync(path, { force: true });
  const server = Bun.serve({
    unix: path,
    routes: { '/backup': { POST: backup } },
    fetch: () => new Response('There is nothing here.\n', { status: 404 }),
  });
  chmodSync(path, 0o600);

  async function backup(
    request: Request,
    asked: { timeout(request: Request, seconds: number): void },
  ): Promise<Response> {
    asked.timeout(request, 0);
    const { to } = (await request.json()) as { to?: string };
    try {
      return Response.json(await takeBackup({ db, config, version }, to));
    } catch (error) {
      if (!(error instanceof StartFailure)) log.error({ err: error }, 'a backup failed');
      return Response.json({ problem: error instanceof Error ? error.message : String(error) }, { status: 500 });
    }
  }

  return {
    async close() {
      await server.stop(true);
      rmSync(path, { force: true });
    },
  };
}

/** Asks the process that has the embedded database for a backup; null when none runs. @throws StartFailure */
export async function askRunning(config: Config, to: string | undefined): Promise<TakenBackup | null> {
  const path = socketOf(config);
  if (config.databaseUrl || !existsSync(path)) return null;
  const answer = await fetch('http://running/backup', {
    unix: path,
    method: 'POST',
    body: JSON.stringify({ to }),
    timeout: false,
  } as RequestInit).catch(() => null);
  if (!answer) return null;
  const body = (await answer.json()) as TakenBackup | { problem: string };
  if ('problem' in body) throw new StartFailure(body.problem);
  return body;
}

function socketOf({ dataDir }: Config): string {
  return join(resolve(dataDir), 'control.sock');
}
