import { Elysia } from 'elysia';
import { adminPages } from './admins.tsx';
import { auditPage } from './audit.tsx';
import type { InstanceWebDeps } from './parts.ts';
import { systemPage } from './system.tsx';

export type { InstanceWebDeps } from './parts.ts';

/** The settings of the whole instance, for who administers it. */
export function instanceWeb(deps: InstanceWebDeps) {
  return new Elysia({ detail: { hide: true } }).use(systemPage(deps)).use(adminPages(deps)).use(auditPage(deps));
}
