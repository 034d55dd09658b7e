import type { Feature } from '../../feature.ts';
import type { Auth } from './service/index.ts';
import { type AuthWebDeps, authWeb } from './web/index.ts';

export { type Auth, createAuth, type DevPeople } from './service/index.ts';

/** What the guard of pages asks, answered by this feature. */
export function doorkeeper({ sessions, access, signIn }: Auth) {
  return {
    resume: sessions.resume,
    isOpen: sessions.isOpen,
    isAdmin: access.isAdmin,
    standing: access.standing,
    guilds: access.guilds,
    denied: signIn.denied,
  };
}

export function authFeature(deps: AuthWebDeps): Feature {
  return {
    name: 'auth',
    web: authWeb(deps),
    jobs: [{ name: 'auth.sweep', cron: '0 23 * * * *', run: async () => void (await deps.auth.sessions.sweep()) }],
  };
}
