import { Elysia } from 'elysia';
import type { ClientAddress } from '../../platform/client-address.ts';
import type { Idempotency } from '../../platform/idempotency.ts';
import type { Limits } from '../../platform/limits.ts';
import type { Log } from '../../platform/log.ts';
import { createCursors } from './cursor.ts';
import { type ApiActor, createGuard, type KeyRing, type Right } from './guard.ts';
import { createOnce } from './once.ts';
import { RIGHT } from './rights.ts';

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
export function createApiKit({ idempotency, secret, ...entrance }: ApiKitDeps) {
  // Without a name: Elysia drops the hooks of a second instance of the same name.
  const plugin = new Elysia().macro({
    // Declared only: what the hooks stand for is done by whoever runs the routes.
    right: (right: Right) => ({ transform: Object.assign(() => {}, { [RIGHT]: right }), resolve: actorLater }),
  });

  return { plugin, guard: createGuard(entrance), cursors: createCursors(secret), ...createOnce(idempotency) };
}

function actorLater(): { actor: ApiActor } {
  throw new Error('a route of the API ran outside the API');
}
