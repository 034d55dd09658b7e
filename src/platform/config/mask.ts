import type { Config, ConfigKey } from './table.ts';
import { table } from './table.ts';

/** A setting as a person may see it: secrets covered, of addresses only the password. Undefined when it has no value. */
export function masked(config: Config, key: ConfigKey): string | undefined {
  const value: unknown = config[key];
  if (value === undefined || (Array.isArray(value) && value.length === 0)) return undefined;
  const text = Array.isArray(value) ? value.join(',') : String(value);
  if (!table[key].secret) return text;
  return key === 'databaseUrl' || key === 'redisUrl' ? withoutPassword(text) : '••••••••';
}

/** The texts that must never be written anywhere. */
export function secretsOf(config: Config): string[] {
  const { discordToken, discordClientSecret, sessionSecret, databaseUrl, redisUrl, metricsToken, sentryDsn } = config;
  const passwords = [databaseUrl, redisUrl].flatMap((url) => (url ? [new URL(url).password] : []));
  return [discordToken, discordClientSecret, sessionSecret, metricsToken, sentryDsn, ...passwords].filter(
    (text) => text !== undefined && text !== '',
  ) as string[];
}

function withoutPassword(text: string): string {
  const url = new URL(text);
  if (url.password !== '') url.password = '••••';
  return decodeURI(url.href);
}
