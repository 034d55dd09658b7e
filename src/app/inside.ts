import { type Connection, createConnection } from '../discord/connection.ts';
import type { Shards } from '../discord/gateway/client.ts';
import { createSigner } from '../discord/kit/buttons.ts';
import type { DemoGuild } from '../feature.ts';
import { createFeatures } from '../features.ts';
import type { GuardedRoute } from '../http/kit/pages/rights.ts';
import { starting } from '../http/listener.ts';
import { createStaticFiles } from '../http/static.ts';
import { createWeb } from '../http/web.ts';
import { systemClock } from '../platform/clock.ts';
import type { Config } from '../platform/config/config.ts';
import { resolveSecret } from '../platform/config/secret.ts';
import { unhurried } from '../platform/db/unhurried.ts';
import { createOutbound } from '../platform/outbound.ts';
import { createScheduler } from '../platform/scheduler.ts';
import { createUptime } from '../platform/uptime.ts';
import { createSimulatorPage } from '../simulator/page.tsx';
import type { Simulator } from '../simulator/simulator.ts';
import { plannedBackups } from './backups.ts';
import { openControl } from './control.ts';
import { keepDevApiKey } from './dev-api-key.ts';
import { doorsOf } from './doors.ts';
import { healthChecks } from './health-checks.ts';
import { instanceOf } from './instance.ts';
import type { Outside } from './outside.ts';
import { readingsOf } from './readings.ts';
import { SIMULATOR_LINKS, siteOf } from './site.ts';
import { systemOf } from './system.ts';
import { watchOver } from './watch.ts';

/** The product's own code at work on what is outside; rebuilt when the code changes. */
export interface Inside {
  readonly connection: Connection | null;
  /** A request to the API as people type it; in simulated mode only. */
  readonly firstRequest: string | null;
  /** Every page with what it asks of whoever opens it. */
  readonly pages: readonly GuardedRoute[];
  /** Stops what this code started; the gateway session of `connection` goes on unless `connection.close` is called. */
  stop(): Promise<void>;
}

/** @param kept the connection that an earlier code opened; its session goes on with the new handlers */
export async function assemble(outside: Outside, kept: Connection | null, version: string): Promise<Inside> {
  const { config, log, db, clock, roles, directory, rest, listener, simulator, token, metrics } = outside;
  const shards = shardsOf(config);
  let connection: Connection | null = null;
  const secret = resolveSecret(config);
  const signer = createSigner(secret);
  const files = createStaticFiles(outside.assets);
  const backups = plannedBackups({ ...outside, version });
  const checks = [...healthChecks(outside, () => connection), ...backups.checks];
  const { features, guilds, apiKeys, auth, kit, pages } = createFeatures({
    ...outside,
    system: systemOf(outside, version),
    instance: instanceOf(config, checks, () => connection),
    signer,
    secret,
    doors: doorsOf(outside),
    outbound: createOutbound({ allowPrivate: config.webhookAllowPrivate }),
    site: siteOf(config),
    frame: { ...files, cdnUrl: outside.cdnUrl, devMode: config.devMode },
    source: sourceOf(shards),
  });
  const modules = features.flatMap(({ bot }) => (bot ? [bot] : []));

  if (simulator) {
    await unhurried(db, async () => {
      for (const feature of features) await feature.demo?.(guildsOf(simulator));
    });
  }

  const readings = readingsOf(outside, checks, () => connection, auth.sessions.countOpen);

  const uptime = createUptime(systemClock);

  const withBot = config.role !== 'web';
  if (withBot) {
    await guilds.started();
    connection = kept ?? connect();
  }
  const web = createWeb({
    features,
    kit,
    pageKit: pages,
    pages: simulator ? [createSimulatorPage({ simulator, log, asset: files.asset, links: SIMULATOR_LINKS })] : [],
    files,
    checks,
    uptime: uptime.report,
    metrics: {
      use: metrics.http,
      token: config.metricsToken,
      contentType: metrics.contentType,
      text: () => metrics.text(version, readings),
    },
    draining: listener.draining,
    common: listener.common,
    devMode: config.devMode,
    baseUrl: config.baseUrl,
    client: () => outside.assets.text('static/client/smarter-dev.ts'),
    corsOrigins: config.corsOrigins,
    version,
    log,
  });
  if (simulator) {
    listener.useSockets(simulator.websocket);
    if (!kept) listener.use((request, server) => simulator.fetch(request, server) ?? starting(request));
  }
  if (kept) await kept.use(modules);
  else await logIn(connection, simulator);
  listener.use((request, server) => simulator?.fetch(request, server) ?? web.answer(request, server));

  const jobs = [...features.flatMap(({ jobs = [] }) => jobs), ...backups.jobs];
  const scheduler = createScheduler({ jobs, database: db, clock, log, onRun: metrics.job });
  await scheduler.start();
  const endWatch = watchOver(checks, uptime);
  const control = openControl({ ...outside, version });

  function connect(): Connection {
    return createConnection({
      token,
      rest,
      reach: outside.reach,
      directory,
      roles,
      signer,
      clock,
      log,
      modules,
      onAnswered: metrics.interaction,
      deploy: simulator ? 'guilds' : config.discordDevGuildId ? { guildId: config.discordDevGuildId } : 'global',
      dashboardUrl: config.baseUrl ?? listener.url,
      shards: shards ?? 'auto',
    });
  }

  const guildId = simulator && guildsOf(simulator)[0]?.guildId;
  const devKey = guildId && config.devMode ? await keepDevApiKey(apiKeys, config.dataDir) : null;

  return {
    connection,
    pages: web.pages,
    firstRequest:
      devKey &&
      `curl -H "Authorization: Bearer $(cat ${devKey})" ${listener.url}/api/guilds/${guildId}/bytes/leaderboard`,
    async stop() {
      endWatch();
      await control.close();
      await scheduler.close();
      for (const feature of features.toReversed()) await feature.close?.();
    },
  };
}

/** The simulated Discord is in this process, so whoever opens the page finds the bot online; the real one may be away. */
async function logIn(connection: Connection | null, simulator: Simulator | null): Promise<void> {
  const online = connection?.start();
  if (!connection || !simulator) return;
  simulator.waitFor(connection.busy);
  await online;
}

/** Those that this process takes; undefined where it takes as many as Discord recommends. */
function shardsOf({ shards, shardCount: count }: Config): Exclude<Shards, 'auto'> | undefined {
  if (count === undefined) return undefined;
  return { ids: shards ?? Array.from({ length: count }, (_, id) => id), count };
}

/** Names the bot process among its siblings; alone it needs no name. */
function sourceOf(shards: ReturnType<typeof shardsOf>): string | undefined {
  return shards && `shards ${shards.ids.join(',')} of ${shards.count}`;
}

function guildsOf({ world }: Simulator): DemoGuild[] {
  return Object.values(world.state.guilds).map(({ guild, members }) => ({
    guildId: guild.id,
    members: members.map(({ user: { id, username, bot }, roles: roleIds }) => ({
      ...{ id, username, bot: bot === true, roleIds },
    })),
    roles: guild.roles.map(({ id, name }) => ({ id, name })),
  }));
}
