import { describe, expect, test } from 'bun:test';
import { loadConfig } from '../../../src/platform/config/config.ts';
import { type ConfigKey, table, variables } from '../../../src/platform/config/table.ts';

const TOKEN = 'MTAwMDAwMDAwMDAwMDAwMDAx.Gabcde.x1y2z3x1y2z3x1y2z3x1y2z3';
const SECRET = 'q'.repeat(32);

const live = {
  DISCORD_TOKEN: TOKEN,
  DISCORD_APPLICATION_ID: '100000000000000001',
  DISCORD_CLIENT_SECRET: 'client-secret',
  SESSION_SECRET: SECRET,
  ADMIN_DISCORD_IDS: '300000000000000001',
};

function reader(files: Record<string, string> = {}) {
  return {
    readFile(path: string): string {
      const text = files[path];
      if (text === undefined) throw Object.assign(new Error(`no ${path}`), { code: 'ENOENT' });
      return text;
    },
  };
}

function load(environment: Record<string, string>, files?: Record<string, string>) {
  return loadConfig(environment, reader(files));
}

function good(environment: Record<string, string>, files?: Record<string, string>) {
  const loaded = load(environment, files);
  if ('problems' in loaded) throw new Error(JSON.stringify(loaded.problems));
  return loaded;
}

function problems(environment: Record<string, string>, files?: Record<string, string>) {
  const loaded = load(environment, files);
  return 'problems' in loaded ? loaded.problems : [];
}

const named = (environment: Record<string, string>) => problems(environment).map(({ variable }) => variable);

describe('every variable', () => {
  const context: Partial<Record<ConfigKey, Record<string, string>>> = {
    devMode: {},
    shards: { SHARD_COUNT: '8' },
    discordToken: { ...live, DISCORD_MODE: 'live' },
  };
  const cases: Record<ConfigKey, { right: [string, unknown][]; wrong: string[] }> = {
    devMode: {
      right: [
        ['true', true],
        ['1', true],
        ['yes', true],
        ['on', true],
      ],
      wrong: ['maybe', 'TRUE!', '2'],
    },
    host: {
      right: [
        ['127.0.0.1', '127.0.0.1'],
        ['localhost', 'localhost'],
        ['::1', '::1'],
      ],
      wrong: ['http://x', '127.0.0.1:80', 'a b'],
    },
    port: {
      right: [
        ['0', 0],
        ['8080', 8080],
        ['65535', 65535],
      ],
      wrong: ['65536', '-1', '1e3', '0x10', '80.5', ' 8 0'],
    },
    baseUrl: {
      right: [
        ['http://a.example', 'http://a.example'],
        ['http://a.example:81/', 'http://a.example:81'],
      ],
      wrong: ['a.example', 'ftp://a.example', 'http://a.example/path', 'http://'],
    },
    dataDir: { right: [['/tmp/x', '/tmp/x']], wrong: [] },
    databaseUrl: {
      right: [
        ['postgres://u:p@h/d', 'postgres://u:p@h/d'],
        ['postgresql://h/d', 'postgresql://h/d'],
      ],
      wrong: ['mysql://h/d', 'h/d'],
    },
    redisUrl: {
      right: [
        ['redis://h:1', 'redis://h:1'],
        ['rediss://h', 'rediss://h'],
      ],
      wrong: ['http://h', 'h:6379'],
    },
    discordMode: { right: [['simulated', 'simulated']], wrong: ['fake', 'LIVE'] },
    discordToken: { right: [[TOKEN, TOKEN]], wrong: ['Bot abc', 'abc', 'a.b'] },
    discordApplicationId: {
      right: [['100000000000000001', '100000000000000001']],
      wrong: ['1', 'abc', '1000000000000000012345'],
    },
    discordClientSecret: { right: [['abc', 'abc']], wrong: [] },
    discordDevGuildId: { right: [['200000000000000001', '200000000000000001']], wrong: ['guild'] },
    discordInviteUrl: {
      right: [['https://discord.gg/x', 'https://discord.gg/x']],
      wrong: ['discord.gg/x', 'http://discord.gg/x'],
    },
    discordApiUrl: { right: [['http://127.0.0.1:9/api/', 'http://127.0.0.1:9/api']], wrong: ['discord.com'] },
    discordAuthorizeUrl: { right: [['https://a.example/o', 'https://a.example/o']], wrong: ['x'] },
    discordCdnUrl: { right: [['https://cdn.example', 'https://cdn.example']], wrong: ['x'] },
    sessionSecret: { right: [[SECRET, SECRET]], wrong: ['q'.repeat(31)] },
    adminDiscordIds: {
      right: [['300000000000000001, 300000000000000002', ['300000000000000001', '300000000000000002']]],
      wrong: ['me', '300000000000000001;3'],
    },
    corsOrigins: {
      right: [['https://example.com, http://localhost:5173', ['https://example.com', 'http://localhost:5173']]],
      wrong: ['*', 'null', 'example.com', 'https://example.com/', 'https://example.com/app', 'file://'],
    },
    trustedProxies: {
      right: [['127.0.0.1,10.0.0.0/8 ::1', ['127.0.0.1', '10.0.0.0/8', '::1']]],
      wrong: ['proxy', '10.0.0.0/33', '::1/129'],
    },
    metricsToken: { right: [['m'.repeat(32), 'm'.repeat(32)]], wrong: ['short'] },
    sentryDsn: {
      right: [['https://key@sentry.example/1', 'https://key@sentry.example/1']],
      wrong: ['sentry.example/1', 'https://sentry.example/1', 'https://key@sentry.example/', 'ftp://key@a.example/1'],
    },
    sessionIpCheck: { right: [['true', true]], wrong: ['perhaps'] },
    role: {
      right: [
        ['all', 'all'],
        ['bot', 'bot'],
        ['web', 'web'],
      ],
      wrong: ['worker'],
    },
    shards: {
      right: [
        ['0-2', [0, 1, 2]],
        ['3,1, 1', [1, 3]],
      ],
      wrong: ['all', '-1', '0-', '3-1', '9'],
    },
    shardCount: { right: [['1', 1]], wrong: ['0', 'auto'] },
    backupEveryHours: { right: [['6', 6]], wrong: ['25', 'daily'] },
    backupTo: { right: [['/var/backups', '/var/backups']], wrong: [] },
    backupKeepDaily: { right: [['7', 7]], wrong: ['-1'] },
    backupKeepWeekly: { right: [['5', 5]], wrong: ['many'] },
    s3Endpoint: { right: [['http://127.0.0.1:9000/', 'http://127.0.0.1:9000']], wrong: ['127.0.0.1'] },
    s3Region: { right: [['eu-central-1', 'eu-central-1']], wrong: [] },
    s3Bucket: { right: [['backups', 'backups']], wrong: [] },
    s3Prefix: { right: [['smarter', 'smarter']], wrong: [] },
    s3AccessKeyId: { right: [['id', 'id']], wrong: [] },
    s3SecretAccessKey: { right: [['secret', 'secret']], wrong: [] },
    logLevel: { right: [['debug', 'debug']], wrong: ['verbose'] },
    logFormat: { right: [['json', 'json']], wrong: ['xml'] },
  };

  for (const [key, { name, fallback, example }] of variables) {
    const { right, wrong } = cases[key];
    const around = context[key] ?? {};

    test.each(right)(`${name}=%s is read`, (text, value) => {
      expect(good({ ...around, [name]: text }).config[key]).toEqual(value as never);
    });

    if (wrong.length > 0) {
      test.each(wrong)(`${name}=%s is refused with an example`, (text) => {
        const found = problems({ ...around, [name]: text }).find(({ variable }) => variable === name);
        expect(found?.problem).toMatch(/^(must|names) /);
        expect(found?.example).toStartWith(`${name}=`);
      });
    }

    test(`an empty ${name} counts as not set`, () => {
      const { config, sources } = good({ [name]: ' ' });
      expect(config[key]).toEqual(fallback({}) as never);
      expect(sources[key]).toBe('default');
    });

    test(`the example of ${name} is right`, () => {
      expect(table[key].schema.safeParse(example).success).toBe(true);
    });
  }
});

describe('a first try', () => {
  test('needs nothing: simulated Discord, embedded database, this machine only', () => {
    const { config, warnings } = good({});
    expect(config).toMatchObject({ devMode: true, discordMode: 'simulated', host: '127.0.0.1', port: 3000 });
    expect(config.databaseUrl).toBeUndefined();
    expect(warnings).toEqual([]);
  });

  test('a token makes it live', () => {
    expect(good(live).config).toMatchObject({ devMode: false, discordMode: 'live', discordToken: TOKEN });
  });

  test('a token that is set but not used is not handed out, and said', () => {
    const { config, warnings } = good({ DISCORD_MODE: 'simulated', DISCORD_TOKEN: TOKEN });
    expect(config.discordToken).toBeUndefined();
    expect(warnings).toEqual(['DISCORD_TOKEN is set but not used: DISCORD_MODE is simulated.']);
  });
});

test('all problems are reported at once', () => {
  const names = named({ PORT: 'x', LOG_LEVEL: 'loud', HOST: '0.0.0.0', SHARDS: '0' });
  expect(names.sort()).toEqual(['HOST', 'LOG_LEVEL', 'PORT', 'SHARD_COUNT']);
});

test('a wrong secret is not repeated in its problem', () => {
  const [problem] = problems({ SESSION_SECRET: 'hunter2' });
  expect(JSON.stringify(problem)).not.toContain('hunter2');
});

test('control characters of a wrong value are spelt out', () => {
  expect(problems({ ROLE: '\u001b[31mx' })[0]?.problem).toContain('\\u001b[31mx');
});

describe('unsafe combinations do not start', () => {
  test.each([
    ['development on an open address', { HOST: '0.0.0.0' }, ['HOST']],
    ['development on another address of the machine', { HOST: '192.168.1.5' }, ['HOST']],
    ['development behind https', { BASE_URL: 'https://a.example' }, ['BASE_URL']],
    ['live without a token', { DISCORD_MODE: 'live', DEV_MODE: 'true' }, ['DISCORD_TOKEN']],
    ['live with a simulated token', { ...live, DISCORD_TOKEN: 'simulated.abc.def' }, ['DISCORD_TOKEN']],
    [
      'production without anything',
      { DISCORD_TOKEN: TOKEN },
      ['SESSION_SECRET', 'ADMIN_DISCORD_IDS', 'DISCORD_APPLICATION_ID', 'DISCORD_CLIENT_SECRET'],
    ],
    [
      'production with the secret of the documents',
      { ...live, SESSION_SECRET: table.sessionSecret.example },
      ['SESSION_SECRET'],
    ],
    [
      'the simulated Discord on an open address',
      { ...live, DISCORD_MODE: 'simulated', DEV_MODE: 'false', HOST: '0.0.0.0' },
      ['DISCORD_MODE'],
    ],
    ['shards without a count', { SHARDS: '0' }, ['SHARD_COUNT']],
    ['shards beyond the count', { SHARDS: '0-2', SHARD_COUNT: '2' }, ['SHARDS']],
  ])('%s', (_name, environment, expected) => {
    expect(named(environment as Record<string, string>)).toEqual(expected);
  });

  const without = (name: keyof typeof live) => Object.fromEntries(Object.entries(live).filter(([key]) => key !== name));
  const developing = { ...live, DEV_MODE: 'true' };

  test.each([
    ['sign-in by name for other machines', { ...developing, HOST: '0.0.0.0' }, ['HOST']],
    ['sign-in by name on a public address', { ...developing, BASE_URL: 'https://a.example' }, ['BASE_URL']],
    ['both', { ...developing, HOST: '::', BASE_URL: 'https://a.example' }, ['HOST', 'BASE_URL']],
    ['production without a secret for sessions', without('SESSION_SECRET'), ['SESSION_SECRET']],
    ['production without the application', without('DISCORD_APPLICATION_ID'), ['DISCORD_APPLICATION_ID']],
    ['production without its secret', without('DISCORD_CLIENT_SECRET'), ['DISCORD_CLIENT_SECRET']],
    ['production without an administrator', without('ADMIN_DISCORD_IDS'), ['ADMIN_DISCORD_IDS']],
    ['production with a weak secret', { ...live, SESSION_SECRET: 'hunter2' }, ['SESSION_SECRET']],
  ])('whoever may sign in: %s', (_name, environment, expected) => {
    expect(named(environment as Record<string, string>)).toEqual(expected);
  });

  test.each(['127.0.0.1', '127.1.2.3', 'localhost', '::1'])('development on %s does', (HOST) => {
    expect(good({ HOST }).config.devMode).toBe(true);
  });

  test('production on every address does', () => {
    expect(good({ ...live, HOST: '0.0.0.0', BASE_URL: 'https://a.example' }).config.host).toBe('0.0.0.0');
  });

  test('production can be rehearsed with the simulated Discord on this machine', () => {
    const { SESSION_SECRET, ADMIN_DISCORD_IDS } = live;
    const { config } = good({ DISCORD_MODE: 'simulated', DEV_MODE: 'false', SESSION_SECRET, ADMIN_DISCORD_IDS });
    expect(config.devMode).toBe(false);
  });
});

describe('sources', () => {
  test('the environment goes before .env, and each value knows where it came from', () => {
    const { config, sources, file } = good({ PORT: '1' }, { '.env': 'PORT=2\nHOST=localhost\n' });
    expect(config).toMatchObject({ port: 1, host: 'localhost' });
    expect(sources).toMatchObject({ port: 'environment', host: '.env', logLevel: 'default' });
    expect(file).toBe('.env');
  });

  test('a secret may come from a file', () => {
    const { config, sources } = good({ SESSION_SECRET_FILE: '/run/secret' }, { '/run/secret': `${SECRET}\n` });
    expect(config.sessionSecret).toBe(SECRET);
    expect(sources.sessionSecret).toBe('file');
  });

  test.each([
    ['missing', { SESSION_SECRET_FILE: '/nowhere' }, 'cannot be read: SESSION_SECRET_FILE names /nowhere'],
    ['empty', { SESSION_SECRET_FILE: '/empty' }, 'is empty: SESSION_SECRET_FILE names /empty'],
    [
      'one of two',
      { SESSION_SECRET_FILE: '/run/secret', SESSION_SECRET: SECRET },
      'is set, and so is SESSION_SECRET_FILE; keep one of them',
    ],
  ])('a %s file of a secret is a problem', (_name, environment, problem) => {
    const found = problems(environment as Record<string, string>, { '/empty': '\n', '/run/secret': SECRET });
    expect(found).toMatchObject([{ variable: 'SESSION_SECRET', problem }]);
  });

  test('what is not secret has no file', () => {
    expect(good({ PORT_FILE: '/run/port' }, { '/run/port': '1' }).config.port).toBe(3000);
  });

  test('a .env that may not be read is said', () => {
    const denied = () => {
      throw Object.assign(new Error('denied'), { code: 'EACCES' });
    };
    expect(loadConfig({}, { readFile: denied }).warnings).toEqual(['.env is there but may not be read.']);
  });
});

describe('misspelt variables', () => {
  test.each([
    ['DATABSE_URL', 'DATABASE_URL'],
    ['DATABASE_URI', 'DATABASE_URL'],
    ['DISCORD_TOKEN_FIEL', 'DISCORD_TOKEN_FILE'],
    ['SESION_SECRET', 'SESSION_SECRET'],
    ['PROT', 'PORT'],
    ['discord_token', 'DISCORD_TOKEN'],
  ])('%s is pointed out', (given, meant) => {
    expect(good({ [given]: 'x' }).warnings).toEqual([`${given} is not a setting. Did you mean ${meant}?`]);
  });

  test('in .env too', () => {
    expect(good({}, { '.env': 'REDISURL=x' }).warnings).toEqual(['REDISURL is not a setting. Did you mean REDIS_URL?']);
  });

  test('what other programs use is left alone', () => {
    const others = {
      HOME: '/root',
      PATH: '/bin',
      HOSTNAME: 'box',
      PWD: '/',
      SHELL: 'sh',
      TERM: 'x',
      USER: 'me',
      LANG: 'C',
      LOGNAME: 'me',
      NODE_ENV: 'x',
      POSTGRES_PASSWORD: 'x',
    };
    expect(good(others).warnings).toEqual([]);
  });
});
