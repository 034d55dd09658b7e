/** One line of a channel's history. */
export interface Line {
  by: string;
  /** How long before the seed it was written: `2d4h`. */
  ago: string;
  text: string;
  /** How many lines further up the message stands that this one replies to. */
  replyTo?: number;
  /** Who reacted, by emoji. */
  reactions?: Readonly<Record<string, readonly string[]>>;
  files?: readonly { filename: string; size: number; content_type: string }[];
}

type More = Omit<Line, 'by' | 'ago' | 'text'>;

export function line(by: string, ago: string, text: string, more: More = {}): Line {
  return { by, ago, text, ...more };
}
