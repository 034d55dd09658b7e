import { eventStream, type StreamPort } from '../../platform/event-stream.ts';
import { address } from './address.ts';
import { createScene, type Scene, type Where } from './scene.ts';
import { difference, everything, type Snapshot, takeSnapshot } from './snapshot.tsx';
import type { PageSource } from './source.ts';

/** Changes that come closer together than this (ms) are sent as one. */
const TOGETHER = 25;

interface LiveOptions {
  source: PageSource;
  where: Where;
  cdn: string;
  signal: AbortSignal;
  /** The version that the browser shows, if it knows. */
  shown: string | null;
  version(): string;
}

/** The stream that keeps one open page up to date: what changed since the last event, as partials. */
export function liveStream(options: LiveOptions): Response {
  let update: () => void = () => {};
  return eventStream(options.signal, {
    start(port) {
      const follower = follow(options, port);
      update = follower.update;
      return follower.stop;
    },
    beat: () => update(),
  });
}

function follow(options: LiveOptions, port: StreamPort): { update(): void; stop(): void } {
  const { source, where, cdn, version } = options;
  let shown: Snapshot | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let working: Promise<void> = Promise.resolve();

  async function flush(): Promise<void> {
    const scene = createScene(source, where, cdn);
    if (!scene || moved(scene, where)) {
      port.send({ event: 'moved', data: scene ? address(scene) : '/simulator' });
      return;
    }
    const id = version();
    const snapshot = await takeSnapshot(scene);
    const data = await changes(scene, shown, snapshot, options.shown === id);
    shown = snapshot;
    if (data) port.send({ id, data });
  }

  function update(): void {
    timer ??= setTimeout(() => {
      timer = undefined;
      if (!port.ready()) return update();
      working = working.then(flush);
    }, TOGETHER);
  }

  const unsubscribe = source.onChange(update);
  working = flush();
  return {
    update,
    stop() {
      clearTimeout(timer);
      unsubscribe();
    },
  };
}

/** The acting member left, or the channel is gone or hidden: what the page shows is no more. */
function moved(scene: Scene, where: Where): boolean {
  return scene.me.id !== where.as || scene.place.id !== where.channel;
}

async function changes(scene: Scene, before: Snapshot | null, after: Snapshot, upToDate: boolean): Promise<string> {
  if (before) return difference(scene, before, after);
  return upToDate ? '' : everything(scene, after);
}
