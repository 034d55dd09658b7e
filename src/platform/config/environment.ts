import type { Environment } from './config.ts';

/** The environment that this process was started with. */
export function processEnvironment(): Environment {
  return process.env;
}
