import { Elysia } from 'elysia';
import type { ClientAddress } from '../../platform/client-address.ts';
import type { Idempotency } from '../../platform/idempotency.ts';
import type { Limits } from '../../platform/limits.ts';
import type { Log } from '../../platform/log.ts';
import { createCursors } from './cursor.ts';
import {
  type ApiActor,
  createGuard,
  type Entered,
  type Entering,
  type Guarded,
  type KeyRing,
  type Right,
} from './guard.ts';
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
export function createApiKit({ idempotency, secret, ...entrance }: ApiKitDeps) {
  const enter = createGuard(entrance);

  // It names what it reads: for a hook that takes the whole context Elysia parses cookies and copies headers.
  const guard = (right: Right) => {
    const guarded: Guarded = { right, takesQuery: true };
    const hook = ({ request, params, set, server }: Entering) => enter({ request, params, set, server }, guarded);
    return Object.assign(hook as unknown as () => void, { [GUARD]: guarded });
  };

  // Without a name: Elysia drops the hooks of a second instance of the same name.
  const plugin = new Elysia().macro({
    right: (right: Right) => ({
      // Marks that there is a body to validate; the guard reads it, after it has decided who asks. A parser by name is
      // not asked for by the body's type, for which Elysia would open a stream.
      parse: 'unread' as unknown as () => object,
      transform: guard(right),
      resolve: resolveActor as unknown as () => { actor: ApiActor },
    }),
  });

  plugin.parser('unread', () => UNREAD);

  return { plugin, cursors: createCursors(secret), ...createOnce(idempotency) };
}

const UNREAD = Object.freeze({});

function resolveActor({ apiActor }: Entered): { actor: ApiActor } {
  if (!apiActor) throw new Error('a route ran without its guard');
  return { actor: apiActor };
}
