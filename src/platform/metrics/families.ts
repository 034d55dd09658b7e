import { Counter, Gauge, Registry } from 'prom-client';
import { createHistogram } from './histogram.ts';

const FAST = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5];
const USUAL = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];
const SLOW = [0.01, 0.05, 0.1, 0.5, 1, 5, 15, 60, 300];

export type Families = Omit<ReturnType<typeof createFamilies>, 'registry'>;

/** Every family that is exported, in a registry of its own. `docs/OPERATIONS.md` explains each. */
export function createFamilies() {
  const registry = new Registry();
  const registers = [registry];
  const counter = <Label extends string = never>(name: string, help: string, labelNames: Label[] = []) =>
    new Counter<Label>({ name, help, labelNames, registers });
  const gauge = <Label extends string = never>(name: string, help: string, labelNames: Label[] = []) =>
    new Gauge<Label>({ name, help, labelNames, registers });
  const histogram = (name: string, help: string, buckets: readonly number[], labelNames: readonly string[] = []) =>
    createHistogram(registry, { name, help, buckets, labelNames });

  return {
    registry,
    buildInfo: gauge('smarterdev_build_info', 'Always 1; the labels say what runs.', ['version', 'bun']),
    startTime: gauge('process_start_time_seconds', 'When the process began, in Unix seconds.'),
    memory: gauge('process_resident_memory_bytes', 'Memory that the process holds.'),
    cpu: counter('process_cpu_seconds_total', 'Processor time used.'),
    loopLag: gauge('smarterdev_event_loop_lag_seconds', 'Delay of the event loop since the last scrape.', ['quantile']),

    http: histogram('smarterdev_http_request_duration_seconds', 'Requests by pattern of their route.', USUAL, [
      'method',
      'route',
      'status',
    ]),
    httpOpen: gauge('smarterdev_http_requests_in_flight', 'Requests that are being answered.'),

    dbUp: gauge('smarterdev_db_up', 'Whether the database answers.'),
    dbQuery: histogram('smarterdev_db_query_duration_seconds', 'Statements on the database.', FAST, ['outcome']),
    dbWait: histogram('smarterdev_db_connection_wait_seconds', 'Time until a connection came free.', FAST),
    dbLent: gauge('smarterdev_db_connections_in_use', 'Connections that are lent out.'),

    shardUp: gauge('smarterdev_discord_gateway_up', 'Whether a shard is ready and its heartbeats are acknowledged.', [
      'shard',
    ]),
    shardLatency: gauge('smarterdev_discord_gateway_latency_seconds', 'The last heartbeat.', ['shard']),
    dispatchAge: gauge('smarterdev_discord_gateway_last_dispatch_age_seconds', 'Since Discord last sent an event.', [
      'shard',
    ]),
    guilds: gauge('smarterdev_discord_guilds', 'Guilds that this process hears of.'),
    discordRest: counter('smarterdev_discord_rest_requests_total', "Requests to Discord's REST API.", [
      'method',
      'status',
    ]),
    rateLimits: counter('smarterdev_discord_rate_limits_total', 'Times that a request waited for a rate limit.', [
      'scope',
    ]),
    breakers: gauge('smarterdev_discord_breakers_open', 'Kinds of calls that rest because Discord refuses them.', [
      'kind',
    ]),
    commands: counter('smarterdev_commands_total', 'Commands, buttons and forms.', ['command', 'outcome']),
    commandDuration: histogram('smarterdev_command_duration_seconds', 'From their arrival to the answer.', USUAL, [
      'command',
    ]),
    roleWrites: gauge('smarterdev_role_queue_depth', 'Role writes that wait, or were given up.', ['state']),

    moved: counter('smarterdev_bytes_moved_total', 'Bytes from member to member.', ['type']),
    minted: counter('smarterdev_bytes_minted_total', 'Bytes that came into being.', ['reason']),
    burned: counter('smarterdev_bytes_burned_total', 'Bytes that were taken out.', ['reason']),
    imbalance: gauge('smarterdev_ledger_imbalance', 'Differences that the last proof of the ledger found.'),
    verifiedAt: gauge('smarterdev_ledger_verified_timestamp_seconds', 'When the ledger was last proved.'),
    automodActions: counter('smarterdev_automod_actions_total', 'What auto-moderation did.', [
      'rule_type',
      'action',
      'outcome',
    ]),

    sessions: gauge('smarterdev_sessions_open', 'Browsers that are signed in, over all processes.'),
    busUp: gauge('smarterdev_bus_up', 'Whether events reach other processes.', ['kind']),
    events: counter('smarterdev_bus_events_total', 'Events that this process published.', ['topic']),
    jobs: counter('smarterdev_jobs_total', 'Runs of scheduled jobs.', ['job', 'outcome']),
    jobDuration: histogram('smarterdev_job_duration_seconds', 'How long scheduled jobs ran.', SLOW, ['job']),
  };
}
