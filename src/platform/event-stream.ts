const HEARTBEAT = 15_000;
/** Events that may wait for a browser that reads slowly; then it is cut off, and comes back when it can. */
const BACKLOG = 500;
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
  /** Does nothing once the stream has ended. */
  send(event: StreamEvent): void;
  /** False while the browser does not keep up; then better send later. */
  ready(): boolean;
  /** Ends the stream; the browser comes back by itself. */
  end(): void;
}

export interface StreamOptions {
  /** Starts the work. @returns what ends it */
  start(port: StreamPort): () => void;
  /** Called every 15 seconds; a comment keeps the connection alive besides. */
  beat?(): void;
}

/** A server-sent event stream that lives until the browser leaves or somebody ends it. */
export function eventStream(signal: AbortSignal, { start, beat }: StreamOptions): Response {
  const encoder = new TextEncoder();
  let end = () => {};
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      let stop = () => {};
      let ended = false;
      const write = (text: string) => {
        if (ended) return;
        controller.enqueue(encoder.encode(text));
        if ((controller.desiredSize ?? 0) < -BACKLOG) end();
      };
      const timer = setInterval(() => {
        write(': still here\n\n');
        if (!ended) beat?.();
      }, HEARTBEAT);
      end = () => {
        if (ended) return;
        ended = true;
        clearInterval(timer);
        signal.removeEventListener('abort', end);
        stop();
        close(controller);
      };
      write(': hello\n\n');
      signal.addEventListener('abort', end);
      stop = start({
        send: (event) => write(encode(event)),
        ready: () => !ended && (controller.desiredSize ?? 0) > 0,
        end,
      });
      if (ended) stop();
    },
    cancel: () => end(),
  });
  return new Response(body, { headers: HEADERS });
}

/** Whose browser has left, his stream is closed already. */
function close(controller: ReadableStreamDefaultController): void {
  try {
    controller.close();
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
  }
}

function encode({ id, event, data }: StreamEvent): string {
  const lines = data.split(/\r\n|\r|\n/).map((line) => `data: ${line}\n`);
  return `${id ? `id: ${id}\n` : ''}${event ? `event: ${event}\n` : ''}${lines.join('')}\n`;
}
