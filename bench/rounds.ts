/** What one turn of a contender gave. */
export interface Sample {
  /** Operations per second. */
  readonly rate: number;
  /** Milliseconds. */
  readonly p50?: number;
  readonly p99?: number;
  /** Microseconds of CPU per operation: of the server's process, and of Postgres with all its processes. */
  readonly serverCpu?: number;
  readonly postgresCpu?: number;
}

export interface Contender {
  readonly name: string;
  /** Works for so many seconds. @throws Error when an operation went wrong */
  turn(seconds: number): Promise<Sample>;
}

/** Seconds that each works before it counts: code that has run a few thousand times only is not compiled yet. */
const WARM = 4;

export type Samples = ReadonlyMap<string, readonly Sample[]>;

/** Gives everyone a turn, forwards and backwards in alternation, so that a slow minute of the machine hits all alike. */
export async function interleave(
  contenders: readonly Contender[],
  { rounds, seconds }: { rounds: number; seconds: number },
  tell: (line: string) => void,
): Promise<Samples> {
  const samples = new Map<string, Sample[]>(contenders.map(({ name }) => [name, []]));
  for (const { turn } of contenders) await turn(WARM);
  for (let round = 0; round < rounds; round += 1) {
    const order = round % 2 === 0 ? contenders : contenders.toReversed();
    for (const { name, turn } of order) {
      const sample = await turn(seconds);
      samples.get(name)?.push(sample);
      tell(`  ${round + 1}/${rounds} ${name}: ${Math.round(sample.rate)}/s`);
    }
  }
  return samples;
}

export function median(figures: readonly number[]): number {
  const sorted = figures.toSorted((a, b) => a - b);
  const middle = sorted.length / 2;
  return ((sorted[Math.floor(middle)] ?? Number.NaN) + (sorted[Math.ceil(middle) - 1] ?? Number.NaN)) / 2;
}

/** @param share 0–1; 0.99 is the value that one in a hundred exceeds */
export function percentile(figures: readonly number[], share: number): number {
  const sorted = figures.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

/** The middle of a figure over all rounds. */
export function middle(samples: Samples, name: string, figure: keyof Sample): number {
  return median((samples.get(name) ?? []).flatMap((sample) => sample[figure] ?? []));
}

/** The middle of the rounds' own ratios of two contenders' rates. */
export function ratio(samples: Samples, ours: string, baseline: string): number {
  const others = samples.get(baseline) ?? [];
  return median((samples.get(ours) ?? []).map(({ rate }, round) => rate / (others[round]?.rate ?? Number.NaN)));
}
