import { readFileSync } from 'node:fs';
import { cpus, loadavg, totalmem } from 'node:os';
import type { Children } from '../processes/children.ts';
import { postgresFacts } from '../seed/databases.ts';

/** What the figures were measured on, in one line. */
export async function machine(children: Children, postgresUrl: string): Promise<string> {
  const [cpu] = cpus();
  const facts = [
    `${cpus().length} × ${cpu?.model.trim() ?? 'unknown processor'}`,
    `${Math.round(totalmem() / 2 ** 30)} GiB`,
    system(),
    `Bun ${Bun.version}`,
    await postgresFacts(postgresUrl).catch(() => 'no Postgres'),
    `commit ${await commit(children)}`,
    `load ${loadavg()[0]?.toFixed(1)} at the end`,
    new Date().toISOString().slice(0, 16).replace('T', ' '),
  ];
  return facts.join(' · ');
}

function system(): string {
  return /^PRETTY_NAME="(.*)"$/m.exec(readFileSync('/etc/os-release', 'utf8'))?.[1] ?? process.platform;
}

async function commit(children: Children): Promise<string> {
  try {
    const [name, changes] = await Promise.all([
      children.run(['git', 'rev-parse', '--short', 'HEAD']),
      children.run(['git', 'status', '--porcelain', '--untracked-files=no']),
    ]);
    return `${name.trim()}${changes.trim() ? ' with changes' : ''}`;
  } catch {
    return 'unknown';
  }
}
