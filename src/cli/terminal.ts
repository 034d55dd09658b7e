import type { Environment } from '../platform/config/config.ts';
import { standardStream } from '../platform/log.ts';
import type { CliIo } from './context.ts';

/** The real terminal: standard output and error, written before the call returns, and the signals to stop. */
export function terminalIo(environment: Environment): CliIo {
  const out = standardStream(1);
  const err = standardStream(2);
  return {
    environment,
    terminal: process.stdout.isTTY === true && !environment.NO_COLOR,
    out: (text) => out.write(text),
    err: (text) => err.write(text),
    onBug(report) {
      process.on('unhandledRejection', (error) => report(error, false));
      process.on('uncaughtException', (error) => report(error, true));
    },
    untilStopped: () =>
      new Promise((resolve) => {
        for (const signal of ['SIGINT', 'SIGTERM'] as const) {
          process.once(signal, () => {
            resolve(signal);
            process.once(signal, () => process.exit(1));
          });
        }
      }),
  };
}
