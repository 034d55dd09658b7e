/** One line of the results. */
export interface Row {
  readonly work: string;
  /** What it is held against, with the baseline's figure of the same run. */
  readonly baseline?: string;
  readonly reached: string;
  readonly goal: string;
  /** Null where nothing is asked of it. */
  readonly holds: boolean | null;
  /** Latencies, CPU and the like. */
  readonly detail?: string;
}

export interface Section {
  readonly title: string;
  /** How it was measured. */
  readonly method: string;
  readonly rows: readonly Row[];
}

/** The rows as a Markdown table. */
export function table(rows: readonly Row[]): string {
  const head = ['work', 'baseline', 'reached', 'goal', '', 'detail'];
  const lines = rows.map(({ work, baseline = '–', reached, goal, holds, detail = '' }) => [
    work,
    baseline,
    reached,
    goal,
    verdict(holds),
    detail,
  ]);
  return [head, head.map(() => '---'), ...lines].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

function verdict(holds: boolean | null): string {
  if (holds === null) return '';
  return holds ? 'holds' : '**falls short**';
}

/** Large figures with separators, small ones with as many digits as matter. */
export function figure(value: number): string {
  if (Number.isNaN(value)) return '–';
  return value >= 100 ? Math.round(value).toLocaleString('en') : String(Number(value.toPrecision(3)));
}

export const perSecond = (rate: number): string => `${figure(rate)}/s`;
export const ms = (time: number): string => `${figure(time)} ms`;
export const times = (ratio: number): string => `${ratio.toFixed(2)} ×`;
