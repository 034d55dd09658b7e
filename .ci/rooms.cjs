/**
 * The map of the house: every room, where it lies, and what it may import.
 *
 * - `lies`    a pattern of paths; `$feature` stands for one feature's name
 * - `may`     rooms whose values and types it may import (itself always included)
 * - `types`   rooms of which it may import types only
 * - `packages`, `packageTypes`  npm packages likewise, subpaths included; `node:` and `bun:` stand for the runtime
 *
 * A feature's room reaches rooms of its own feature. `other:<room>` is that room in another feature.
 */
const edge = ['shared', 'rules', 'model', 'text'];

/** @type {import('./rooms.cjs').Room[]} */
const rooms = [
  { name: 'shared', lies: 'src/shared/', may: [], packages: ['zod'] },

  {
    name: 'config',
    lies: 'src/platform/config/',
    may: ['shared'],
    types: ['platform'],
    packages: ['zod', 'node:'],
  },
  { name: 'db-errors', lies: 'src/platform/db/errors\\.ts$', may: ['shared'], packages: [] },
  {
    name: 'db',
    lies: 'src/platform/db/(?!errors\\.ts$)',
    may: ['shared', 'platform', 'db-errors'],
    types: ['config'],
    packages: ['drizzle-orm', 'postgres', '@electric-sql/pglite', 'zod', 'node:', 'bun:'],
  },
  {
    name: 'bus',
    lies: 'src/platform/bus/',
    may: ['shared', 'platform'],
    packages: ['ioredis', 'node:'],
  },
  {
    name: 'platform',
    lies: 'src/platform/[^/]+\\.tsx?$|src/platform/(?!config/|db/|bus/)[^/]+/',
    may: ['shared'],
    types: ['config', 'db', 'bus', 'feature'],
    packages: [
      'bun',
      'croner',
      'drizzle-orm',
      'ioredis',
      'lru-cache',
      'pino',
      'pino-pretty',
      'prom-client',
      'rate-limiter-flexible',
      'zod',
      'node:',
      'bun:',
    ],
  },

  {
    name: 'discord-kit',
    lies: 'src/discord/kit/',
    may: ['shared'],
    types: ['platform', 'bus', 'db'],
    packages: ['discord.js', 'lru-cache', 'node:'],
    packageTypes: ['discord-api-types'],
  },
  {
    name: 'discord',
    lies: 'src/discord/(?!kit/)',
    may: ['shared', 'platform', 'db', 'discord-kit'],
    types: ['config', 'bus', 'feature'],
    packages: ['discord.js', 'drizzle-orm', 'lru-cache', 'oauth4webapi', 'zod', 'node:'],
    packageTypes: ['discord-api-types'],
  },

  {
    name: 'simulator',
    lies: 'src/simulator/(?!page(?:\\.tsx$|/))',
    may: ['shared', 'platform', 'views'],
    types: ['config', 'db', 'bus'],
    packages: ['discord-api-types', 'elysia', '@elysiajs/html', '@kitajs/html', 'zod', 'node:', 'bun:'],
    packageTypes: ['discord.js'],
  },
  {
    name: 'simulator-page',
    lies: 'src/simulator/page(?:\\.tsx$|/)',
    may: ['shared', 'platform', 'views', 'simulator'],
    packages: ['discord-api-types', 'elysia', '@elysiajs/html', '@kitajs/html', 'zod', 'node:'],
  },

  { name: 'rules', lies: 'src/features/$feature/rules', may: ['shared'], packages: [] },
  {
    name: 'triggers',
    lies: 'src/features/$feature/triggers',
    may: ['shared', 'rules'],
    packages: ['re2js', 'zod'],
  },
  { name: 'engine', lies: 'src/features/$feature/engine', may: ['shared', 'rules', 'triggers'], packages: [] },
  { name: 'model', lies: 'src/features/$feature/model', may: ['shared', 'rules', 'triggers'], packages: ['zod'] },
  { name: 'text', lies: 'src/features/$feature/text', may: ['shared', 'rules'], types: ['model'], packages: [] },
  {
    name: 'schema',
    lies: 'src/features/$feature/schema',
    may: ['shared', 'rules'],
    types: ['model'],
    packages: ['drizzle-orm'],
  },
  {
    name: 'store',
    lies: 'src/features/$feature/store',
    may: ['shared', 'rules', 'model', 'schema'],
    types: ['db'],
    packages: ['drizzle-orm'],
  },
  {
    name: 'service',
    lies: 'src/features/$feature/service',
    may: ['shared', 'platform', 'db-errors', 'rules', 'triggers', 'engine', 'model', 'store'],
    types: ['config', 'db', 'bus', 'discord', 'other:service'],
    packages: ['node:'],
  },
  {
    name: 'api',
    lies: 'src/features/$feature/api',
    may: [...edge, 'http-kit'],
    types: ['service', 'platform', 'other:service'],
    packages: ['elysia', 'zod'],
  },
  {
    name: 'web',
    lies: 'src/features/$feature/web',
    may: [...edge, 'http-kit', 'views'],
    types: ['service', 'platform', 'other:service'],
    packages: ['elysia', '@elysiajs/html', '@kitajs/html', 'zod'],
  },
  {
    name: 'commands',
    lies: 'src/features/$feature/commands',
    may: [...edge, 'discord-kit'],
    types: ['service', 'platform', 'other:service'],
    packages: ['discord.js'],
    packageTypes: ['discord-api-types'],
  },
  {
    name: 'listeners',
    lies: 'src/features/$feature/listeners',
    may: [...edge, 'discord-kit'],
    types: ['service', 'platform', 'bus', 'other:service'],
    packages: ['discord.js', 'lru-cache'],
    packageTypes: ['discord-api-types'],
  },
  {
    name: 'jobs',
    lies: 'src/features/$feature/jobs',
    may: ['shared', 'rules'],
    types: ['service', 'platform', 'bus', 'feature', 'other:service'],
    packages: [],
  },
  {
    name: 'demo',
    lies: 'src/features/$feature/demo',
    may: ['shared', 'rules', 'model'],
    types: ['service', 'platform', 'db', 'feature', 'other:service'],
    packages: [],
  },
  {
    name: 'feature-index',
    lies: 'src/features/$feature/index',
    may: ['shared', 'service', 'text', 'api', 'web', 'commands', 'listeners', 'jobs', 'demo'],
    types: ['feature', 'model', 'rules', 'platform', 'config', 'db', 'bus', 'discord-kit', 'http-kit', 'other:service'],
    packages: [],
  },

  {
    name: 'views',
    lies: 'views/',
    may: ['shared', 'simulator-page'],
    types: ['rules', 'model', 'text', 'service', 'simulator', 'http', 'http-kit', 'platform'],
    packages: ['@kitajs/html', 'discord-api-types'],
  },
  {
    name: 'http-kit',
    lies: 'src/http/kit/',
    may: ['shared', 'platform', 'views'],
    types: ['config', 'other:service'],
    packages: ['elysia', '@elysiajs/html', '@kitajs/html', 'zod', 'node:', 'bun:'],
  },
  {
    name: 'http',
    lies: 'src/http/(?!kit/)',
    may: ['shared', 'platform', 'views', 'http-kit'],
    types: ['config', 'db', 'bus', 'discord', 'simulator', 'feature', 'service'],
    packages: ['elysia', '@elysiajs/html', '@elysiajs/openapi', '@kitajs/html', 'memoirist', 'zod', 'node:', 'bun:'],
  },

  {
    name: 'feature',
    lies: 'src/feature\\.ts$',
    may: [],
    types: ['discord-kit'],
    packages: [],
    packageTypes: ['elysia'],
  },
  {
    name: 'features',
    lies: 'src/features\\.ts$',
    may: ['feature-index', 'http-kit', 'platform'],
    types: ['feature', 'config', 'platform', 'db', 'bus', 'discord', 'discord-kit', 'service'],
    packages: [],
  },
  { name: 'app', lies: 'src/app(\\.ts$|/)', may: 'all', packages: ['node:', 'bun:'], packageTypes: ['discord.js'] },
  {
    name: 'cli',
    lies: 'src/cli/',
    may: ['shared', 'platform', 'config', 'db', 'bus', 'discord', 'app', 'features'],
    types: ['service', 'feature'],
    packages: ['node:', 'bun:', 'zod'],
  },
  { name: 'main', lies: 'src/main\\.ts$', may: ['cli', 'app', 'config'], packages: [] },

  { name: 'browser', lies: 'static/js/', may: [], packages: [] },
  { name: 'house', lies: '\\.ci/', may: [], packages: ['node:'] },
  { name: 'scripts', lies: 'scripts/|drizzle\\.config\\.ts$', may: 'all', packages: 'all' },
  { name: 'bench', lies: 'bench/', may: 'all', packages: 'all' },
  { name: 'tests', lies: 'tests/', may: 'all', packages: 'all' },
];

/** A feature's room is a file of that name or a folder of it. */
const FEATURE_ROOM = /^src\/features\/\$feature\/([a-z]+)$/;

/** The pattern of a room's paths, the feature's name captured or given. */
function pattern(room, feature) {
  const [, name] = FEATURE_ROOM.exec(room.lies) ?? [];
  const lies = name ? `src/features/${feature}/${name}(?:\\.tsx?$|/)` : room.lies;
  return `^(?:${lies})`;
}

module.exports = { rooms, pattern };
