const WHOLE = new Intl.NumberFormat('en-US');

/** A number with thousands separators. */
export function grouped(value: number): string {
  return WHOLE.format(value);
}

/** `1 byte`, `1,200 bytes`. */
export function bytesText(amount: number): string {
  return `${grouped(amount)} ${amount === 1 ? 'byte' : 'bytes'}`;
}

/** An amount of bytes. `signed` shows a movement: + in green, − in red. */
export function Bytes({ amount, signed = false }: { amount: number; signed?: boolean }) {
  if (!signed) {
    return (
      <span class="figure" safe>
        {grouped(amount)}
      </span>
    );
  }
  const text = amount > 0 ? `+${grouped(amount)}` : grouped(amount).replace('-', '−');
  return (
    <span class={['figure', amount > 0 && 'gain', amount < 0 && 'loss']} safe>
      {text}
    </span>
  );
}

/** `1 day`, `2,000 days`. */
export function days(count: number): string {
  return `${grouped(count)} ${count === 1 ? 'day' : 'days'}`;
}
