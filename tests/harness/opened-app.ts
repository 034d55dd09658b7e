import { rmSync } from 'node:fs';
import { assemble, type Inside } from '../../src/app/inside.ts';
import { type Outside, openOutside } from '../../src/app/outside.ts';
import { createAssets } from '../../src/platform/assets.ts';
import { createLog } from '../../src/platform/log.ts';
import type { Simulator } from '../../src/simulator/simulator.ts';
import { newFolder } from './app.ts';
import { type Control, createControl } from './control.ts';
import { settings } from './settings.ts';

export interface OpenedApp extends Control {
  readonly url: string;
  readonly outside: Outside;
  readonly inside: Inside;
  readonly simulator: Simulator;
  /** Ends it and removes its data. */
  close(): Promise<void>;
}

/**
 * The whole product on a free port, with its parts at hand: a test can change the simulated world as nobody in it could.
 * @param before changes the world before the bot logs in
 */
export async function openApp(
  environment: Record<string, string> = {},
  before: (simulator: Simulator) => void = () => {},
): Promise<OpenedApp> {
  const dataDir = newFolder();
  const config = settings({ PORT: '0', DATA_DIR: dataDir, ...environment });
  const outside = await openOutside(config, createLog({ level: 'silent', format: 'json' }), createAssets());
  const { simulator } = outside;
  if (!simulator) throw new Error('there is no simulated Discord');
  before(simulator);
  const inside = await assemble(outside, null, 'test');
  const { url } = outside.listener;
  return {
    ...createControl(url),
    url,
    outside,
    inside,
    simulator,
    async close() {
      await inside.connection?.close();
      await inside.stop();
      await outside.close();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
