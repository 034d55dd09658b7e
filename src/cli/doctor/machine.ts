import { mkdir, rm, statfs, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Config } from '../../platform/config/config.ts';
import { localAddress } from '../health.ts';
import { bad, type Finding, messageOf, ok, skipped } from './finding.ts';

const LEAST_SPACE_MB = 512;

/** Whether DATA_DIR can be written, and how much room there is. */
export async function checkDisk({ dataDir }: Config): Promise<Finding> {
  const probe = join(dataDir, `.doctor-${crypto.randomUUID()}`);
  try {
    await mkdir(dataDir, { recursive: true, mode: 0o700 });
    await writeFile(probe, 'x');
    await rm(probe);
    const { bavail, bsize } = await statfs(dataDir);
    const free = Math.floor((bavail * bsize) / 1_048_576);
    if (free >= LEAST_SPACE_MB) return ok('Disk', `${dataDir} can be written, ${free} MB free`);
    return bad('Disk', `only ${free} MB free at ${dataDir}`, `Make room: ${LEAST_SPACE_MB} MB at least.`);
  } catch (error) {
    return bad('Disk', messageOf(error), 'Let the user that runs this program write DATA_DIR, or name another folder.');
  }
}

/** Whether the port is free, or taken by the product itself. */
export async function checkPort({ host, port }: Config, running: boolean): Promise<Finding> {
  if (running) return ok('Port', `the product is running on ${host}:${port}`);
  try {
    await Bun.listen({ hostname: host, port, socket: { data: () => undefined } }).stop(true);
    return ok('Port', `${host}:${port} is free`);
  } catch (error) {
    const taken = (error as NodeJS.ErrnoException).code === 'EADDRINUSE';
    const what = taken ? `${host}:${port} is taken by another program` : `${host}:${port}: ${messageOf(error)}`;
    return bad('Port', what, `Stop that program, or set another port: PORT=${port + 1}`);
  }
}

/** Whether people can reach BASE_URL and whether it is safe to log in there. */
export async function checkBaseUrl({ baseUrl, devMode }: Config, running: boolean): Promise<Finding> {
  if (!baseUrl && devMode) return skipped('Address', 'BASE_URL is not set; this machine only');
  if (!baseUrl)
    return bad('Address', 'BASE_URL is not set', 'Set it to the address that browsers use: logins return there.');
  if (!devMode && !baseUrl.startsWith('https:')) {
    return bad(
      'Address',
      `${baseUrl} is not https`,
      'Put a reverse proxy with a certificate in front and use its https address.',
    );
  }
  if (!running) return skipped('Address', `${baseUrl} is asked while the product runs only`);
  const answer = await ask(`${baseUrl}/healthz`);
  if (answer?.ok) return ok('Address', `${baseUrl} leads here; Discord must know ${baseUrl}/auth/callback as redirect`);
  return bad('Address', `${baseUrl} does not lead to this server`, 'Check DNS and the reverse proxy.');
}

/** Whether the product answers at the address of these settings. */
export async function isRunning(config: Config): Promise<boolean> {
  const answer = await ask(`${localAddress(config)}/healthz`);
  return answer?.headers.has('x-request-id') === true;
}

async function ask(url: string): Promise<Response | null> {
  return fetch(url, { signal: AbortSignal.timeout(4_000), redirect: 'manual' }).catch(() => null);
}
