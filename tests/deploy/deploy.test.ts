import { describe, expect, test } from 'bun:test';
import { readFileSync } from 'node:fs';
import { Glob, YAML } from 'bun';
import { variables } from '../../src/platform/config/table.ts';
import { createMetrics } from '../../src/platform/metrics.ts';

const read = (path: string) => readFileSync(path, 'utf8');
const files = [...new Glob('deploy/**').scanSync({ onlyFiles: true }), 'docker-compose.yml'];
const workflows = [...new Glob('.github/workflows/*.yml').scanSync({ dot: true })];

const names = new Set(variables.flatMap(([, { name, secret }]) => (secret ? [name, `${name}_FILE`] : [name])));
/** Read by others than our own program. */
const OF_OTHERS = /^(?:POSTGRES_|BUN_|NODE_|IMAGE$|CERTIFICATES$)/;

function unknown(given: Iterable<string>): string[] {
  return [...new Set(given)].filter((name) => !names.has(name) && !OF_OTHERS.test(name));
}

interface Service {
  image?: string;
  environment?: Record<string, string>;
  networks?: string[];
  restart?: string;
  mem_limit?: string;
  secrets?: string[];
  ports?: string[];
  read_only?: boolean;
  cap_drop?: string[];
  healthcheck?: unknown;
}

interface Compose {
  services: Record<string, Service>;
  networks: Record<string, { internal?: boolean } | null>;
  volumes: Record<string, unknown>;
  secrets: Record<string, { file: string }>;
}

describe('every file', () => {
  test.each(files.filter((path) => path.endsWith('.yml')).concat(workflows))('%s is YAML', (path) => {
    expect(YAML.parse(read(path))).toBeObject();
  });

  test.each(files.filter((path) => path.endsWith('.json')).concat('renovate.json'))('%s is JSON', (path) => {
    expect(JSON.parse(read(path))).toBeObject();
  });
});

describe('production compose', () => {
  const text = read('deploy/docker-compose.prod.yml');
  const compose = YAML.parse(text) as Compose;
  const services = Object.entries(compose.services);

  test('sets only what the program reads', () => {
    const set = services.flatMap(([, { environment = {} }]) => Object.keys(environment));
    expect(set).toContain('SESSION_SECRET_FILE');
    expect(unknown(set)).toEqual([]);
    const asked = [...text.matchAll(/\$\{(\w+)/g)].map(([, name = '']) => name);
    expect(unknown(asked)).toEqual([]);
  });

  test.each(services)('%s restarts, is bounded, and keeps its secrets in files', (_, service) => {
    expect(service.restart).toBe('unless-stopped');
    expect(service.mem_limit).toMatch(/^\d+[mg]$/);
    expect(service.networks?.every((name) => name in compose.networks)).toBe(true);
    expect((service.secrets ?? []).every((name) => name in compose.secrets)).toBe(true);
    expect(service.image).toMatch(/^\$\{IMAGE|:v?\d/);
    const open = Object.keys(service.environment ?? {}).filter((name) =>
      /PASSWORD|SECRET|TOKEN|DATABASE_URL/.test(name),
    );
    expect(open.filter((name) => !name.endsWith('_FILE'))).toEqual([]);
  });

  test.each(['web', 'bot'])('%s runs on a read-only root without rights, in a role of its own', (name) => {
    const service = compose.services[name];
    expect(service).toMatchObject({ read_only: true, cap_drop: ['ALL'], environment: { ROLE: name } });
    expect(service?.ports).toBeUndefined();
  });

  test('only nginx can be reached, and storage has no way out', () => {
    const published = services.filter(([, { ports = [] }]) => ports.some((port) => !port.startsWith('127.0.0.1:')));
    expect(published.map(([name]) => name)).toEqual(['nginx']);
    expect(compose.networks.storage).toMatchObject({ internal: true });
    for (const name of ['postgres', 'redis']) expect(compose.services[name]?.networks).toEqual(['storage']);
  });
});

describe('units', () => {
  test.each(['deploy/systemd/smarter-dev.service', 'deploy/supervisord/smarter-dev.conf'])(
    '%s sets only what the program reads',
    (path) => {
      const lines = read(path)
        .split('\n')
        .filter((line) => /^environment=/i.test(line));
      const set = lines.flatMap((line) => [...line.slice(12).matchAll(/(?:^|[ ,])([A-Z][A-Z_]+)=/g)]);
      expect(set.length).toBeGreaterThan(4);
      expect(unknown(set.map(([, name = '']) => name))).toEqual([]);
    },
  );

  test('each stops later than the program itself gives up', () => {
    expect(read('deploy/systemd/smarter-dev.service')).toContain('TimeoutStopSec=15');
    expect(read('deploy/supervisord/smarter-dev.conf').match(/stopwaitsecs=15/g)).toHaveLength(2);
    expect(read('deploy/docker-compose.prod.yml')).toContain('stop_grace_period: 15s');
  });

  const analyze = Bun.which('systemd-analyze');
  test.skipIf(!analyze)('systemd finds nothing wrong, and little to be afraid of', () => {
    const run = (...args: string[]) => {
      const { stdout, stderr } = Bun.spawnSync([analyze ?? '', ...args, 'deploy/systemd/smarter-dev.service']);
      return `${stdout}${stderr}`;
    };
    const said = run('verify')
      .split('\n')
      .filter((line) => line.includes('smarter-dev.service'));
    expect(said.filter((line) => !line.includes('is not executable'))).toEqual([]);
    const [, exposure = '10'] =
      /exposure level .*: ([\d.]+)/.exec(run('security', '--offline=true', '--no-pager')) ?? [];
    expect(Number(exposure)).toBeLessThan(2);
  });
});

describe('figures', () => {
  const metrics = createMetrics();
  const families = metrics.families.getMetricsAsArray().map(({ name }) => name);
  metrics.close();
  const exported = new Set(families.flatMap((name) => [name, `${name}_bucket`, `${name}_sum`, `${name}_count`]));
  const named = (text: string) => [...text.matchAll(/\b(?:smarterdev|process)_\w+/g)].map(([name]) => name);

  const rules = YAML.parse(read('deploy/prometheus/alerts.yml')) as {
    groups: { rules: { alert: string; expr: string; for: string; annotations: { runbook: string } }[] }[];
  };
  const alerts = rules.groups.flatMap((group) => group.rules);

  test.each(['deploy/prometheus/alerts.yml', 'deploy/grafana/dashboard.json'])(
    '%s names only what is exported',
    (path) => {
      const used = named(read(path));
      expect(used.length).toBeGreaterThan(10);
      expect(used.filter((name) => !exported.has(name))).toEqual([]);
    },
  );

  test('the dashboard shows every metric but what only says what runs', () => {
    const shown = read('deploy/grafana/dashboard.json');
    const missing = families.filter((name) => !shown.includes(name));
    expect(missing).toEqual(['smarterdev_http_requests_in_flight', 'smarterdev_ledger_verified_timestamp_seconds']);
  });

  test('every alert has a chapter that says what to do, and every such chapter an alert', () => {
    const chapters = [...read('docs/OPERATIONS.md').matchAll(/^### (SmarterDev\w+)/gm)].map(([, name = '']) => name);
    expect(chapters.sort()).toEqual(alerts.map(({ alert }) => alert).sort());
    for (const { alert, annotations } of alerts) {
      expect(annotations.runbook).toBe(`docs/OPERATIONS.md#${alert.toLowerCase()}`);
    }
  });

  const promtool = Bun.which('promtool');
  test.skipIf(!promtool)('Prometheus understands its rules', () => {
    const { exitCode, stderr } = Bun.spawnSync([promtool ?? '', 'check', 'rules', 'deploy/prometheus/alerts.yml']);
    expect(`${exitCode} ${stderr}`).toBe('0 ');
  });
});

describe('images', () => {
  const { engines } = JSON.parse(read('package.json')) as { engines: { bun: string } };

  test.each([
    ['Dockerfile', 'all'],
    ['Dockerfile.bot', 'bot'],
    ['Dockerfile.web', 'web'],
  ])('%s is built in stages, small, and nobody’s root', (path, role) => {
    const text = read(path);
    const bases = [...text.matchAll(/^FROM (\S+)/gm)].map(([, base]) => base);
    expect(bases).toEqual([`oven/bun:${engines.bun}-debian`, 'gcr.io/distroless/base-debian12:nonroot']);
    const last = text.slice(text.lastIndexOf('FROM'));
    expect(last).toMatch(/^USER (?!0)\d+:\d+$/m);
    expect(last).toMatch(/^HEALTHCHECK .*"health"\]$/m);
    expect(last).toMatch(/^STOPSIGNAL SIGTERM$/m);
    expect(last).toMatch(/^ENTRYPOINT \["\/usr\/local\/bin\/smarter-dev"\]$/m);
    expect(last).not.toMatch(/^(?:RUN|ADD)/m);
    expect(text).not.toMatch(/^ADD|:latest\b|curl|apt-get/m);
    const [, set = ''] = /^ENV (.+)$/m.exec(last) ?? [];
    const settings = Object.fromEntries(set.split(' ').map((pair) => pair.split('=')));
    expect(settings).toMatchObject({ ROLE: role, DEV_MODE: 'false' });
    expect(unknown(Object.keys(settings))).toEqual([]);
  });

  test('nothing is sent to the build that it does not need', () => {
    const [first, ...rest] = read('.dockerignore').trim().split('\n');
    expect(first).toBe('**');
    expect(rest.every((line) => line.startsWith('!'))).toBe(true);
    expect(rest).not.toContain('!.env');
  });
});
