import { z } from 'zod';
import {
  discordToken,
  dsn,
  endpoint,
  flag,
  hostName,
  id,
  ids,
  longSecret,
  networks,
  oneOf,
  origin,
  origins,
  shardNumbers,
  url,
  wholeNumber,
} from './values.ts';
import { type Given, optional, type Variable, withDefault } from './variable.ts';

/** Every variable of the environment that the program reads, by its key in `Config`. */
export const table = {
  devMode: withDefault(flag, (given) => discordMode(given) === 'simulated', {
    name: 'DEV_MODE',
    group: 'Running',
    about:
      'Development: login by username, no secrets needed; only on this machine (loopback HOST, no https BASE_URL).',
    example: 'true',
    unset: 'true with the simulated Discord, otherwise false',
    development: 'true',
    production: 'false',
  }),
  host: withDefault(hostName, '127.0.0.1', {
    name: 'HOST',
    group: 'Running',
    about: 'The address to listen on; 0.0.0.0 for every network of the machine, as inside a container.',
    example: '127.0.0.1',
  }),
  port: withDefault(wholeNumber(0, 65_535), 3000, {
    name: 'PORT',
    group: 'Running',
    about: 'The port to listen on; 0 takes any free one.',
    example: '3000',
  }),
  baseUrl: optional(origin, {
    name: 'BASE_URL',
    group: 'Running',
    about: 'Where browsers reach this server, as they see it; Discord sends people back here after login.',
    example: 'https://smarter.example',
    unset: 'http://HOST:PORT',
    production: 'https://smarter.example',
  }),
  dataDir: withDefault(z.string(), './data', {
    name: 'DATA_DIR',
    group: 'Storage',
    about: 'The folder for the embedded database and generated secrets; made when it does not exist.',
    example: '/var/lib/smarter-dev',
    production: '/var/lib/smarter-dev',
  }),
  databaseUrl: optional(url('postgres', 'postgresql'), {
    name: 'DATABASE_URL',
    group: 'Storage',
    about: 'The Postgres database (15 or newer); without it the embedded database in DATA_DIR is used.',
    example: 'postgres://smarter:password@127.0.0.1:5432/smarter',
    unset: 'embedded database',
    secret: true,
    development: 'postgres://postgres:postgres@127.0.0.1:5432/postgres',
    production: 'postgres://smarter:password@127.0.0.1:5432/smarter',
  }),
  redisUrl: optional(url('redis', 'rediss'), {
    name: 'REDIS_URL',
    group: 'Storage',
    about:
      'Redis (6.2 or newer), which carries events and rate limits between processes; without it one process keeps them.',
    example: 'redis://127.0.0.1:6379',
    unset: 'in-process',
    secret: true,
    development: 'redis://127.0.0.1:6379',
  }),
  discordMode: withDefault(oneOf(['live', 'simulated']), discordMode, {
    name: 'DISCORD_MODE',
    group: 'Discord',
    about:
      'live talks to the real Discord; simulated runs a Discord inside this program, to try everything in a browser.',
    example: 'simulated',
    unset: 'live when DISCORD_TOKEN is set, otherwise simulated',
    development: 'simulated',
    production: 'live',
  }),
  discordToken: optional(discordToken, {
    name: 'DISCORD_TOKEN',
    group: 'Discord',
    about: 'The bot token: developer portal, your application, Bot, Reset Token.',
    example: 'MTAw.Gabc.x1y2z3',
    secret: true,
    production: '',
  }),
  discordApplicationId: optional(id, {
    name: 'DISCORD_APPLICATION_ID',
    group: 'Discord',
    about: 'The application id: developer portal, your application, General Information.',
    example: '100000000000000001',
    production: '',
  }),
  discordClientSecret: optional(z.string(), {
    name: 'DISCORD_CLIENT_SECRET',
    group: 'Discord',
    about:
      'The OAuth2 client secret, for logins: developer portal, your application, OAuth2. Add BASE_URL/auth/callback to the redirects there.',
    example: 'a1b2c3d4e5f6',
    secret: true,
    production: '',
  }),
  discordDevGuildId: optional(id, {
    name: 'DISCORD_DEV_GUILD_ID',
    group: 'Discord',
    about: 'Registers the commands in this one guild, where changes show at once, instead of everywhere.',
    example: '200000000000000001',
    unset: 'every guild',
  }),
  discordInviteUrl: optional(url('https'), {
    name: 'DISCORD_INVITE_URL',
    group: 'Discord',
    about: 'The invite to your guild that the site links to.',
    example: 'https://discord.gg/example',
    production: 'https://discord.gg/example',
  }),
  discordApiUrl: withDefault(endpoint, 'https://discord.com/api', {
    name: 'DISCORD_API_URL',
    group: 'Discord',
    about: "Where Discord's REST API is, without the version.",
    example: 'https://discord.com/api',
  }),
  discordAuthorizeUrl: withDefault(endpoint, 'https://discord.com/oauth2/authorize', {
    name: 'DISCORD_AUTHORIZE_URL',
    group: 'Discord',
    about: 'The page where people allow the login.',
    example: 'https://discord.com/oauth2/authorize',
  }),
  discordCdnUrl: withDefault(endpoint, 'https://cdn.discordapp.com', {
    name: 'DISCORD_CDN_URL',
    group: 'Discord',
    about: 'Where avatars and icons are.',
    example: 'https://cdn.discordapp.com',
  }),
  sessionSecret: optional(longSecret, {
    name: 'SESSION_SECRET',
    group: 'Access',
    about: 'Signs sessions and buttons, at least 32 characters: openssl rand -base64 48.',
    example: 'Jt2mQ0c1r8vYk3ZpX7bN5wSdGfHuLqEaTiRoPyWzVxM',
    unset: 'generated once into DATA_DIR (development only)',
    secret: true,
    production: '',
  }),
  adminDiscordIds: withDefault(ids, [], {
    name: 'ADMIN_DISCORD_IDS',
    group: 'Access',
    about: 'Discord ids of the people who may administer everything, separated by commas.',
    example: '300000000000000001,300000000000000002',
    unset: 'nobody; in development the owner of the simulated guild',
    production: '',
  }),
  corsOrigins: withDefault(origins, [], {
    name: 'CORS_ORIGINS',
    group: 'Access',
    about:
      'Origins whose pages may use the REST API from a browser, with a key and without cookies, separated by commas.',
    example: 'https://example.com,https://status.example.com',
    unset: 'none',
  }),
  trustedProxies: withDefault(networks, [], {
    name: 'TRUSTED_PROXIES',
    group: 'Access',
    about: 'Addresses of reverse proxies whose X-Forwarded-For is believed, separated by commas.',
    example: '127.0.0.1,10.0.0.0/8',
    unset: 'none',
    production: '127.0.0.1',
  }),
  sessionIpCheck: withDefault(flag, false, {
    name: 'SESSION_IP_CHECK',
    group: 'Access',
    about: 'Signs people out whose session turns up in another network (IPv4 /24, IPv6 /64) or another browser.',
    example: 'true',
  }),
  role: withDefault(oneOf(['all', 'bot', 'web']), 'all', {
    name: 'ROLE',
    group: 'Scaling',
    about: 'What this process does: the bot, the web, or all of it.',
    example: 'web',
  }),
  shards: optional(shardNumbers, {
    name: 'SHARDS',
    group: 'Scaling',
    about: 'The gateway shards that this process runs; needs SHARD_COUNT.',
    example: '0-3',
    unset: 'all',
  }),
  shardCount: optional(wholeNumber(1, 9999), {
    name: 'SHARD_COUNT',
    group: 'Scaling',
    about: 'How many gateway shards there are over all processes.',
    example: '8',
    unset: 'as many as Discord recommends',
  }),
  metricsToken: optional(longSecret, {
    name: 'METRICS_TOKEN',
    group: 'Observation',
    about:
      'Whoever sends it may read /metrics (Authorization: Bearer …), at least 32 characters: openssl rand -hex 32.',
    example: '5f0c2a7b9d3e41688c1f6a04e7b2d95335c8f1a0be7d4962',
    unset: 'programs on this machine only',
    secret: true,
  }),
  sentryDsn: optional(dsn, {
    name: 'SENTRY_DSN',
    group: 'Observation',
    about: 'Where errors are reported, without names, ids, texts, addresses and tokens: a Sentry project, Client Keys.',
    example: 'https://key@sentry.example/1',
    unset: 'errors are only logged',
  }),
  backupEveryHours: withDefault(wholeNumber(0, 24), 0, {
    name: 'BACKUP_EVERY_HOURS',
    group: 'Backups',
    about: 'Hours between two backups that the program takes by itself; 0 takes none.',
    example: '6',
    production: '6',
  }),
  backupTo: optional(z.string(), {
    name: 'BACKUP_TO',
    group: 'Backups',
    about: 'Where backups go: a folder, or s3 for the bucket named below.',
    example: '/var/backups/smarter-dev',
    unset: 'the folder backups in DATA_DIR',
    production: '/var/backups/smarter-dev',
  }),
  backupKeepDaily: withDefault(wholeNumber(0, 3660), 7, {
    name: 'BACKUP_KEEP_DAILY',
    group: 'Backups',
    about: 'Days of which the last backup is kept.',
    example: '7',
  }),
  backupKeepWeekly: withDefault(wholeNumber(0, 520), 5, {
    name: 'BACKUP_KEEP_WEEKLY',
    group: 'Backups',
    about: 'Weeks of which the last backup is kept besides.',
    example: '5',
  }),
  s3Endpoint: optional(endpoint, {
    name: 'S3_ENDPOINT',
    group: 'Backups',
    about: 'The S3-compatible storage; without it Amazon.',
    example: 'https://s3.eu-central-1.amazonaws.com',
  }),
  s3Region: withDefault(z.string(), 'us-east-1', {
    name: 'S3_REGION',
    group: 'Backups',
    about: 'The region of the bucket; what your provider says.',
    example: 'eu-central-1',
  }),
  s3Bucket: optional(z.string(), {
    name: 'S3_BUCKET',
    group: 'Backups',
    about: 'The bucket; it must exist.',
    example: 'my-backups',
  }),
  s3Prefix: withDefault(z.string(), '', {
    name: 'S3_PREFIX',
    group: 'Backups',
    about: 'What stands before the names of backups in the bucket.',
    example: 'smarter-dev',
    unset: 'nothing',
  }),
  s3AccessKeyId: optional(z.string(), {
    name: 'S3_ACCESS_KEY_ID',
    group: 'Backups',
    about: 'The id of a key that may list, read, write and delete there.',
    example: 'AKIAEXAMPLE',
    secret: true,
  }),
  s3SecretAccessKey: optional(z.string(), {
    name: 'S3_SECRET_ACCESS_KEY',
    group: 'Backups',
    about: 'The secret of that key.',
    example: 'a1b2c3d4e5f6',
    secret: true,
  }),
  logLevel: withDefault(oneOf(['trace', 'debug', 'info', 'warn', 'error', 'fatal']), 'info', {
    name: 'LOG_LEVEL',
    group: 'Logs',
    about: 'The least important log lines that are written.',
    example: 'debug',
    development: 'debug',
  }),
  logFormat: withDefault(oneOf(['auto', 'json', 'pretty']), 'auto', {
    name: 'LOG_FORMAT',
    group: 'Logs',
    about: 'json for machines, pretty for people, auto for pretty on a terminal only.',
    example: 'json',
  }),
} as const satisfies Record<string, Variable>;

type Table = typeof table;

/** Every setting, by its variable's name in camel case. */
export type Config = { readonly [Key in keyof Table]: Table[Key] extends Variable<infer Value> ? Value : never };

export type ConfigKey = keyof Config;

/** The table as a list, in the order of the documents. */
export const variables = Object.entries(table) as readonly [ConfigKey, Variable][];

function discordMode(given: Given): 'live' | 'simulated' {
  if (given.discordMode === 'live' || given.discordMode === 'simulated') return given.discordMode;
  return given.discordToken === undefined ? 'simulated' : 'live';
}
