import { lookup } from 'node:dns/promises';
import { connect } from 'node:tls';
import type { Config } from '../../platform/config/config.ts';
import { bad, type Finding, messageOf, ok, skipped } from './finding.ts';

const LEAST_DAYS = 14;
const DAY = 86_400_000;
const PATIENCE = 4_000;

/** What other machines, and other people, can get at. */
export async function checkExposure(config: Config): Promise<Finding[]> {
  const { devMode, baseUrl, sessionSecret, metricsToken, sentryDsn } = config;
  if (devMode && !baseUrl && !sessionSecret && !metricsToken && !sentryDsn) return [];
  return Promise.all([
    checkName(config),
    checkCertificate(config),
    checkProxies(config),
    checkSecret(config),
    checkMetrics(config),
    checkReports(config),
  ]);
}

async function checkName({ baseUrl }: Config): Promise<Finding> {
  if (!baseUrl) return skipped('Name', 'BASE_URL is not set');
  const { hostname } = new URL(baseUrl);
  try {
    const { address } = await lookup(hostname.replace(/^\[|\]$/g, ''));
    return ok('Name', `${hostname} is ${address}`);
  } catch {
    return bad('Name', `nobody knows ${hostname}`, 'Add an A or AAAA record for it, or correct BASE_URL.');
  }
}

async function checkCertificate({ baseUrl }: Config): Promise<Finding> {
  if (!baseUrl?.startsWith('https:')) return skipped('Certificate', 'BASE_URL is not https');
  const { hostname, port } = new URL(baseUrl);
  const renew = 'Renew it, and let the proxy load it: certbot renew, nginx -s reload.';
  try {
    const days = Math.floor((Date.parse(await expiryOf(hostname, Number(port) || 443)) - Date.now()) / DAY);
    if (days >= LEAST_DAYS) return ok('Certificate', `good for ${days} more days`);
    return bad('Certificate', `ends in ${days} days`, renew);
  } catch (error) {
    return bad('Certificate', messageOf(error), `Browsers refuse it as well. ${renew}`);
  }
}

/** @throws when there is no connection, or no certificate that this machine trusts for the name */
function expiryOf(host: string, port: number): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect({ host, port, servername: host, rejectUnauthorized: true }, () => {
      resolve(socket.getPeerCertificate().valid_to);
      socket.destroy();
    });
    socket.setTimeout(PATIENCE, () => socket.destroy(new Error(`${host} did not answer in ${PATIENCE / 1000} s`)));
    socket.on('error', reject);
  });
}

async function checkProxies({ baseUrl, trustedProxies, devMode }: Config): Promise<Finding> {
  const everyone = trustedProxies.find((network) => network.endsWith('/0'));
  if (everyone) {
    return bad(
      'Proxies',
      `${everyone} lets everyone say where they come from`,
      'Name the addresses of your own proxies.',
    );
  }
  if (trustedProxies.length > 0) return ok('Proxies', trustedProxies.join(', '));
  if (devMode || !baseUrl?.startsWith('https:')) return skipped('Proxies', 'none in front');
  return bad(
    'Proxies',
    'TRUSTED_PROXIES is empty, so that everyone seems to come from the proxy',
    'Set it to the address that the proxy connects from, such as 127.0.0.1.',
  );
}

const LEAST_CHARACTERS = 12;

async function checkSecret({ sessionSecret, devMode }: Config): Promise<Finding> {
  if (sessionSecret === undefined) return skipped('Session secret', devMode ? 'made once, in DATA_DIR' : 'not set');
  if (new Set(sessionSecret).size >= LEAST_CHARACTERS)
    return ok('Session secret', `${sessionSecret.length} characters`);
  return bad('Session secret', 'repeats few characters, so that it can be guessed', 'openssl rand -base64 48');
}

async function checkMetrics({ metricsToken, host }: Config): Promise<Finding> {
  if (metricsToken) return ok('Figures', '/metrics asks for METRICS_TOKEN');
  if (/^(?:127\.|::1$|localhost$)/.test(host)) return ok('Figures', '/metrics answers this machine only');
  return skipped('Figures', '/metrics answers this machine only', 'Set METRICS_TOKEN for a Prometheus elsewhere.');
}

async function checkReports({ sentryDsn }: Config): Promise<Finding> {
  if (!sentryDsn) return skipped('Error reports', 'not sent', 'Set SENTRY_DSN to gather errors of all processes.');
  const { origin, host } = new URL(sentryDsn);
  const answer = await fetch(origin, { signal: AbortSignal.timeout(PATIENCE), redirect: 'manual' }).catch(() => null);
  if (answer) return ok('Error reports', `${host} answers`);
  return bad(
    'Error reports',
    `${host} does not answer`,
    'Check SENTRY_DSN and the firewall; until then errors are only logged.',
  );
}
