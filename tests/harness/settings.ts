import {
  type BadConfig,
  type Config,
  type Environment,
  type LoadedConfig,
  loadConfig,
} from '../../src/platform/config/config.ts';

/** No file at all, so that a developer's own `.env` changes no test. */
export function noFile(path: string): never {
  throw Object.assign(new Error(`no ${path}`), { code: 'ENOENT' });
}

export function load(environment: Environment): LoadedConfig | BadConfig {
  return loadConfig(environment, { readFile: noFile });
}

/** The settings of an environment that is right. */
export function settings(environment: Environment = {}): Config {
  const loaded = load(environment);
  if ('problems' in loaded) throw new Error(JSON.stringify(loaded.problems));
  return loaded.config;
}
