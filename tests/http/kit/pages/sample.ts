import type { Doorkeeper } from '../../../../src/http/kit/pages/doorkeeper.ts';
import { createPageKit } from '../../../../src/http/kit/pages/pages.ts';
import { createClientAddress } from '../../../../src/platform/client-address.ts';
import { createLimits } from '../../../../src/platform/limits.ts';

/** A kit whose guard knows of nobody. */
export function nobodyComes() {
  return pagesFor({
    resume: async () => null,
    isOpen: async () => false,
    isAdmin: () => false,
    standing: async () => null,
    guilds: async () => [],
    denied: async () => {},
  });
}

export function pagesFor(doorkeeper: Doorkeeper, secure = false) {
  return createPageKit({
    doorkeeper,
    limits: createLimits(),
    addressOf: createClientAddress([]),
    cdnUrl: 'http://cdn.example',
    secure,
    devMode: true,
    haltOf: async () => null,
    secret: 'secret-of-the-sample-pages-32-characters',
    asset: (path) => path,
  });
}
