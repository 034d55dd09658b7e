import { readdirSync, readFileSync } from 'node:fs';

/** Ticks of /proc/<pid>/stat in a second; fixed on Linux. */
const TICKS = 100;

interface Stat {
  readonly name: string;
  readonly parent: number;
  /** Seconds of CPU, and those of its children that have ended. */
  readonly own: number;
  readonly ended: number;
}

function stat(pid: number): Stat | null {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const name = text.slice(text.indexOf('(') + 1, text.lastIndexOf(')'));
    const fields = text
      .slice(text.lastIndexOf(')') + 2)
      .split(' ')
      .map(Number);
    const seconds = (first: number) => ((fields[first] ?? 0) + (fields[first + 1] ?? 0)) / TICKS;
    return { name, parent: fields[1] ?? 0, own: seconds(11), ended: seconds(13) };
  } catch {
    return null;
  }
}

/** Seconds of CPU that a process has used. */
export function cpuOf(pid: number): number {
  return stat(pid)?.own ?? 0;
}

/** Seconds of CPU that the Postgres server of this machine has used, with all its processes; 0 when there is none. */
export function cpuOfPostgres(): number {
  const all = processes().filter(({ name }) => name === 'postgres');
  const pids = new Set(all.map(({ pid }) => pid));
  const roots = all.filter(({ parent }) => !pids.has(parent));
  return sum(all.map(({ own }) => own)) + sum(roots.map(({ ended }) => ended));
}

function processes(): (Stat & { pid: number })[] {
  return readdirSync('/proc')
    .map(Number)
    .filter(Number.isInteger)
    .flatMap((pid) => {
      const found = stat(pid);
      return found ? [{ ...found, pid }] : [];
    });
}

/** Megabytes of memory that a process holds. */
export function residentOf(pid: number): number {
  const found = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'));
  return Number(found?.[1] ?? 0) / 1000;
}

function sum(figures: readonly number[]): number {
  return figures.reduce((total, figure) => total + figure, 0);
}
