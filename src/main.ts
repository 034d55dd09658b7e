import packageJson from '../package.json' with { type: 'json' };
import { createCliContext } from './app/cli-context.ts';
import { run } from './cli/run.ts';
import { terminalIo } from './cli/terminal.ts';
import { processEnvironment } from './platform/config/environment.ts';

process.exit(await run(process.argv.slice(2), terminalIo(processEnvironment()), createCliContext(packageJson.version)));
