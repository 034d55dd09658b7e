import { Elysia } from 'elysia';
import type { ClientAddress } from '../../platform/client-address.ts';
import type { Idempotency } from '../../platform/idempotency.ts';
import type { Limits } from '../../platform/limits.ts';
import type { Log } from '../../platform/log.ts';
import { createCursors } from './cursor.ts';
import { type ApiActor, createGuard, type Guarded, type KeyRing, type Right } from './guard.ts';
import { createOnce } from './once.ts';
import { GUARD } from './rights.ts';

interface ApiKitDeps {
  readonly keys: KeyRing;
  readonly limits: Limits;
  readonly idempotency: Idempotency;
  /** Signs cursors. */
  readonly secret: string;
  readonly log: Log;
  /** Trusts no proxy by default. */
  readonly addressOf?: ClientAddress;
}

export type ApiKit = ReturnType<typeof createApiKit>;

/**
 * What every REST route is built with:
 *
 *     new Elysia({ prefix: '/guilds/:guild_id/bytes' })
 *       .use(kit.plugin)
 *       .get('/leaderboard', ({ params, query, actor }) => …, {
 *         right: { scope: 'bytes:read', guild: 'guild_id' },
 *         params, query, detail: operation({ … }),
 *       })
 */
export function createApiKit({ idempotency, secret, ...guard }: ApiKitDeps) {
  const enter = createGuard(guard);

  // Without a name: Elysia drops the hooks of a second instance of the same name.
  const plugin = new Elysia().macro({
    right: (right: Right) => ({
      // Marks that there is a body to validate; the guard reads it, after it has decided who asks.
      parse: () => UNREAD,
      transform: Object.assign(async (context: object) => enter(context as Guarded, right), { [GUARD]: right }),
      resolve: (context): { actor: ApiActor } => ({ actor: actorOf(context as unknown as Guarded) }),
    }),
  });

  return { plugin, cursors: createCursors(secret), ...createOnce(idempotency) };
}

const UNREAD = Object.freeze({});

function actorOf({ apiActor }: Guarded): ApiActor {
  if (!apiActor) throw new Error('a route ran without its guard');
  return apiActor;
}
