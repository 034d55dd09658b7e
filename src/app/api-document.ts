import { createSigner } from '../discord/kit/buttons.ts';
import type { RoleQueue } from '../discord/roles/queue.ts';
import { createFeatures, type House } from '../features.ts';
import { createApi } from '../http/api.ts';
import { describeApi } from '../http/openapi/document.ts';
import { createBus } from '../platform/bus/create-bus.ts';
import { systemClock } from '../platform/clock.ts';
import type { Database } from '../platform/db/database.ts';
import { createLimits } from '../platform/limits.ts';
import { createLog } from '../platform/log.ts';
import { createSharedCache } from '../platform/shared-cache.ts';
import { noVisitors } from './doors.ts';

/** The API document of this version, from the routes themselves; opens nothing. */
export async function apiDocument(version: string): Promise<string> {
  const log = createLog({ level: 'silent', format: 'json' });
  const bus = createBus({ redis: undefined, log });
  const secret = crypto.randomUUID();
  const { features, kit } = createFeatures({
    db: absent<Database>('the database', { kind: 'postgres' }),
    roles: absent<RoleQueue>('the role queue', { onSettled: () => () => {} }),
    deeds: absent('Discord'),
    standings: absent('Discord'),
    auditLog: absent('Discord'),
    directory: absent('the directory'),
    guildView: absent('Discord'),
    bus,
    log,
    secret,
    clock: systemClock,
    signer: createSigner(secret),
    limits: createLimits(),
    shared: createSharedCache(),
    ...noVisitors,
  } satisfies House);
  const api = createApi({ features, kit, version, asset: (path) => path, client: () => '' });
  for (const feature of features.toReversed()) await feature.close?.();
  return `${JSON.stringify(describeApi(api, version), null, 2)}\n`;
}

/** Routes are described without being run, so nothing may be asked of what is behind them. */
function absent<Part extends object>(what: string, facts: Partial<Part> = {}): Part {
  const deny = () => {
    throw new Error(`describing the API must not touch ${what}`);
  };
  return new Proxy(facts as Part, { get: (known, name) => Reflect.get(known, name) ?? deny });
}
