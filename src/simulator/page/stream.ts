const HEARTBEAT = 15_000;
const HEADERS = {
  'content-type': 'text/event-stream; charset=utf-8',
  'cache-control': 'no-store',
  'x-accel-buffering': 'no',
};

export interface StreamEvent {
  id?: string;
  event?: string;
  data: string;
}

export interface StreamPort {
  send(event: StreamEvent): void;
  /** False while the browser does not keep up; then better send later. */
  ready(): boolean;
}

interface StreamOptions {
  /** Starts the work. @returns what ends it */
  start(port: StreamPort): () => void;
  /** Called every 15 seconds; a comment keeps the connection alive besides. */
  beat?(): void;
}

/** A server-sent event stream that lives until the browser leaves. */
export function eventStream(signal: AbortSignal, { start, beat }: StreamOptions): Response {
  const encoder = new TextEncoder();
  let end = () => {};
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      const write = (text: string) => controller.enqueue(encoder.encode(text));
      write(': hello\n\n');
      const stop = start({ send: (event) => write(encode(event)), ready: () => (controller.desiredSize ?? 0) > 0 });
      const timer = setInterval(() => {
        write(': still here\n\n');
        beat?.();
      }, HEARTBEAT);
      end = once(() => {
        clearInterval(timer);
        stop();
      });
      signal.addEventListener('abort', end);
    },
    cancel: () => end(),
  });
  return new Response(body, { headers: HEADERS });
}

function encode({ id, event, data }: StreamEvent): string {
  const lines = data.split(/\r\n|\r|\n/).map((line) => `data: ${line}\n`);
  return `${id ? `id: ${id}\n` : ''}${event ? `event: ${event}\n` : ''}${lines.join('')}\n`;
}

function once(work: () => void): () => void {
  let done = false;
  return () => {
    if (done) return;
    done = true;
    work();
  };
}
