import packageJson from '../package.json' with { type: 'json' };
import { createCliContext } from './app/cli-context.ts';
import { assemble } from './app/inside.ts';
import type { App } from './app.ts';
import { run } from './cli/run.ts';
import { terminalIo } from './cli/terminal.ts';
import { processEnvironment } from './platform/config/environment.ts';

/** With `bun --hot` this file runs again after every change, in the same process; the product started by the first run goes on. */
const host = globalThis as typeof globalThis & { running?: App };

if (host.running) {
  await host.running.reload(assemble);
} else {
  const context = createCliContext(packageJson.version, (app) => {
    host.running = app;
  });
  void run(process.argv.slice(2), terminalIo(processEnvironment()), context).then((code) => process.exit(code));
}
