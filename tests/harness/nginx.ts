import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { until } from './until.ts';

export interface FrontDoor {
  /** `https://127.0.0.1:8443`, with a certificate that nobody signed. */
  readonly url: string;
  readonly plainUrl: string;
  readonly logFile: string;
  stop(): Promise<void>;
}

/** The nginx of `deploy/nginx`, with its folders and ports moved to where anybody may use them. */
export async function startNginx(upstream: string, name = '127.0.0.1', port?: number): Promise<FrontDoor> {
  const folder = mkdtempSync(join(tmpdir(), 'smarter-dev-nginx-'));
  const [tls, plain] = [port ?? (await freePort()), await freePort()];
  for (const inner of ['certificates', 'temporary']) mkdirSync(join(folder, inner), { mode: 0o777 });
  certify(join(folder, 'certificates'), name);
  writeFileSync(join(folder, 'upstream.conf'), `server ${upstream} max_fails=0;\n`);
  const site = readFileSync('deploy/nginx/smarter-dev.conf', 'utf8')
    .replaceAll('/etc/nginx/certificates', join(folder, 'certificates'))
    .replaceAll('/etc/nginx/smarter-dev-upstream.conf', join(folder, 'upstream.conf'))
    .replaceAll('/var/log/nginx', folder)
    .replaceAll(/listen \[::\][^\n]*\n/g, '\n')
    .replaceAll('listen 80 ', `listen 127.0.0.1:${plain} `)
    .replaceAll('listen 443 ', `listen 127.0.0.1:${tls} `);
  writeFileSync(join(folder, 'site.conf'), byVersion(site));
  writeFileSync(join(folder, 'nginx.conf'), frame(folder));
  const nginx = Bun.which('nginx') ?? '/usr/sbin/nginx';
  const checked = Bun.spawnSync([nginx, '-t', '-q', '-p', folder, '-c', 'nginx.conf', '-e', join(folder, 'error.log')]);
  if (checked.exitCode !== 0) throw new Error(`nginx refuses its configuration:\n${checked.stderr}`);
  const child = Bun.spawn([nginx, '-p', folder, '-c', 'nginx.conf', '-e', join(folder, 'error.log')], {
    stdout: 'ignore',
    stderr: 'ignore',
  });
  await until(() =>
    fetch(`http://127.0.0.1:${plain}/nginx-health`).then(
      ({ status }) => status === 204 || undefined,
      () => undefined,
    ),
  );
  return {
    url: `https://${name}:${tls}`,
    plainUrl: `http://127.0.0.1:${plain}`,
    logFile: join(folder, 'smarter-dev.log'),
    async stop() {
      child.kill('SIGTERM');
      await child.exited;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function frame(folder: string): string {
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi']
    .map((kind) => `${kind}_temp_path ${join(folder, 'temporary', kind)};`)
    .join('\n  ');
  return `daemon off;
pid ${join(folder, 'nginx.pid')};
worker_processes 1;
events { worker_connections 1024; }
http {
  ${temporary}
  types { text/html html; }
  access_log off;
  include site.conf;
}
`;
}

/** \`http2 on\` came with 1.25.1; before, it was said beside the port. */
function byVersion(site: string): string {
  const { stderr } = Bun.spawnSync([Bun.which('nginx') ?? '/usr/sbin/nginx', '-v']);
  const [, major = '0', minor = '0'] = /nginx\/(\d+)\.(\d+)/.exec(stderr.toString()) ?? [];
  if (Number(major) > 1 || Number(minor) >= 26) return site;
  return site.replace('http2 on;', '').replaceAll(' ssl default_server;', ' ssl http2 default_server;');
}

function certify(folder: string, name: string): void {
  if (existsSync(join(folder, 'fullchain.pem'))) return;
  const subject = /^[\d.]+$/.test(name) ? `IP:${name}` : `DNS:${name}`;
  const { exitCode, stderr } = Bun.spawnSync([
    ...['openssl', 'req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2'],
    ...['-subj', `/CN=${name}`, '-addext', `subjectAltName=${subject}`],
    ...['-keyout', join(folder, 'privkey.pem'), '-out', join(folder, 'fullchain.pem')],
  ]);
  if (exitCode !== 0) throw new Error(`no certificate: ${stderr}`);
}

/** A port that nobody listens on now. */
export async function freePort(): Promise<number> {
  const server = Bun.listen({ hostname: '127.0.0.1', port: 0, socket: { data: () => undefined } });
  const { port } = server;
  await server.stop(true);
  return port;
}
