export { type AdminBook, type Admins, createAdmins } from './admins.ts';
export type { System } from './system.ts';
export { createTrail, type Trail } from './trail.ts';
