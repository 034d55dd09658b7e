import { grouped } from './bytes.tsx';

const WIDTH = 100;
const HEIGHT = 28;

/** A line without axes, beside the figure that it explains; the words say the same. */
export function Sparkline({ values, label }: { values: readonly number[]; label: string }) {
  if (values.length < 2) return null;
  const points = pointsOf(values, WIDTH, HEIGHT, Math.min(...values), Math.max(...values));
  return (
    <svg class="spark" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none" role="img" aria-label={label}>
      <path class="spark-area" d={`M0,${HEIGHT} L${points.join(' L')} L${WIDTH},${HEIGHT} Z`} />
      <path class="spark-line" d={`M${points.join(' L')}`} />
    </svg>
  );
}

function pointsOf(values: readonly number[], width: number, height: number, low: number, high: number): string[] {
  const span = high - low || 1;
  const last = Math.max(1, values.length - 1);
  return values.map((value, index) => {
    const x = (index / last) * width;
    const y = height - 1 - ((value - low) / span) * (height - 2);
    return `${x.toFixed(2)},${(high === low ? height / 2 : y).toFixed(2)}`;
  });
}

export interface ChartPoint {
  /** As read in the table and on the axis: `Day 30`. */
  readonly label: string;
  readonly value: number;
}

interface ChartMark {
  /** Index of the point. */
  readonly at: number;
  readonly label: string;
}

interface AreaChartProps {
  id: string;
  title: string;
  /** What the curve shows, in a sentence; for those who do not see it. */
  description: string;
  points: readonly ChartPoint[];
  marks?: readonly ChartMark[];
  /** At most this many rows of the table. */
  tableRows?: number;
}

const TALL = 160;

/** A curve over time. Axis labels are text of the page, so they keep their size however wide the curve is. */
export function AreaChart({ id, title, description, points, marks = [], tableRows = 14 }: AreaChartProps) {
  const values = points.map(({ value }) => value);
  const top = niceTop(Math.max(1, ...values));
  const lines = pointsOf(values, WIDTH, TALL, 0, top);
  return (
    <figure class="curve">
      <div class="curve-plot">
        <ol class="curve-y" aria-hidden="true">
          {[1, 0.75, 0.5, 0.25, 0].map((part) => (
            <li safe>{short(top * part)}</li>
          ))}
        </ol>
        <svg viewBox={`0 0 ${WIDTH} ${TALL}`} preserveAspectRatio="none" role="img" aria-labelledby={`${id}-t ${id}-d`}>
          <title id={`${id}-t`} safe>
            {title}
          </title>
          <desc id={`${id}-d`} safe>
            {description}
          </desc>
          {[0, 0.25, 0.5, 0.75, 1].map((part) => (
            <path class="curve-grid" d={`M0,${TALL * part} H${WIDTH}`} />
          ))}
          <path class="curve-area" d={`M0,${TALL} L${lines.join(' L')} L${WIDTH},${TALL} Z`} />
          <path class="curve-line" d={`M${lines.join(' L')}`} />
          {marks.map(({ at }) => (
            <path class="curve-mark" d={`M${lines[at] ?? '0,0'} h0`} />
          ))}
        </svg>
        <ol class="curve-x" aria-hidden="true">
          {ticks(points).map((label) => (
            <li safe>{label}</li>
          ))}
        </ol>
      </div>
      <details class="curve-table">
        <summary>Show as a table</summary>
        <table class="table table-sm">
          <caption class="sr-only" safe>
            {title}
          </caption>
          <tbody>
            {sample(points, tableRows).map(({ label, value }) => (
              <tr>
                <th scope="row" safe>
                  {label}
                </th>
                <td class="is-figure" safe>
                  {grouped(value)}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </figure>
  );
}

/** The next round number: 1, 2 or 5 times a power of ten. */
function niceTop(value: number): number {
  const power = 10 ** Math.floor(Math.log10(value));
  return ([1, 2, 5, 10].find((step) => step * power >= value) ?? 10) * power;
}

const SHORT = new Intl.NumberFormat('en-US', { notation: 'compact', maximumFractionDigits: 1 });

function short(value: number): string {
  return SHORT.format(value);
}

function ticks(points: readonly ChartPoint[]): string[] {
  return sample(points, 5).map(({ label }) => label);
}

/** Evenly chosen, the first and the last among them. */
function sample(points: readonly ChartPoint[], count: number): ChartPoint[] {
  if (points.length <= count) return [...points];
  const step = (points.length - 1) / (count - 1);
  return Array.from({ length: count }, (_, i) => points[Math.round(i * step)]).filter((point) => point !== undefined);
}
