import { afterAll, beforeAll, describe, expect, setDefaultTimeout, test } from 'bun:test';
import { rmSync } from 'node:fs';
import { PermissionFlagsBits } from 'discord-api-types/v10';
import { Elysia } from 'elysia';
import { doorsOf } from '../src/app/doors.ts';
import { assemble, type Inside } from '../src/app/inside.ts';
import { noInstance } from '../src/app/instance.ts';
import { type Outside, openOutside } from '../src/app/outside.ts';
import { siteOf } from '../src/app/site.ts';
import { noSystem } from '../src/app/system.ts';
import { createSigner } from '../src/discord/kit/buttons.ts';
import { createFeatures } from '../src/features.ts';
import { createCsrfTokens } from '../src/http/kit/pages/csrf.ts';
import type { GuardedRoute } from '../src/http/kit/pages/rights.ts';
import { createStaticFiles } from '../src/http/static.ts';
import { createWeb } from '../src/http/web.ts';
import { createAssets } from '../src/platform/assets.ts';
import { createLog } from '../src/platform/log.ts';
import { createOutbound } from '../src/platform/outbound.ts';
import { newFolder } from './harness/app.ts';
import { settings } from './harness/settings.ts';
import { until } from './harness/until.ts';

setDefaultTimeout(90_000);

const SECRET = 'the-secret-of-the-matrix-has-32-characters';
const CLIENT = { address: '192.0.2.1', userAgent: 'test', requestId: 'request-1' };

const ACTORS = [
  'nobody',
  'member',
  'moderator elsewhere',
  'manager elsewhere',
  'manager once',
  'moderator',
  'manager',
  'admin',
] as const;
type Actor = (typeof ACTORS)[number];

/** Who gets in where; everybody else gets what `refusal` says. */
const ADMITTED: Readonly<Record<string, readonly Actor[]>> = {
  signed_in: ACTORS.filter((actor) => actor !== 'nobody'),
  admin: ['admin'],
  member: ['member', 'manager once', 'moderator', 'manager', 'admin'],
  moderator: ['moderator', 'manager', 'admin'],
  manager: ['manager', 'admin'],
};

function refusal(actor: Actor, asks: GuardedRoute['asks']): number {
  if (actor === 'nobody') return 303;
  return typeof asks === 'object' && actor.endsWith('elsewhere') ? 404 : 403;
}

describe('every page × every actor', () => {
  const dataDir = newFolder();
  const ids = new Map<Actor, string>();
  let outside: Outside;
  let inside: Inside;
  let guildId: string;
  /** Of a change that can be undone. */
  let changeId: string;
  let web: ReturnType<typeof createWeb>;
  let features: ReturnType<typeof createFeatures>;

  beforeAll(async () => {
    const log = createLog({ level: 'silent', format: 'json' });
    const config = settings({ PORT: '0', DATA_DIR: dataDir, ADMIN_DISCORD_IDS: '300000000000000001' });
    outside = await openOutside(config, log, createAssets());
    guildId = people(outside);
    inside = await assemble(outside, null, 'test');
    await until(() => inside.connection?.client() ?? undefined, 60_000);

    const doors = doorsOf(outside);
    const files = createStaticFiles(outside.assets);
    features = createFeatures({
      ...outside,
      signer: createSigner(SECRET),
      secret: SECRET,
      instance: noInstance,
      system: noSystem,
      outbound: createOutbound({ allowPrivate: true }),
      doors: { ...doors, isAdmin: (id) => id === ids.get('admin') },
      site: siteOf(settings()),
      frame: { ...files, cdnUrl: '', devMode: true },
    });
    web = createWeb({
      client: () => '',
      features: [...features.features, { name: 'planted', web: planted(features.pages) }],
      kit: features.kit,
      pageKit: features.pages,
      pages: [],
      files,
      checks: [],
      draining: () => false,
      devMode: true,
      version: 'test',
      log,
    });
    await features.guilds.putSettings(guildId, { timezone: 'Europe/Berlin' }, { id: '300000000000000001' });
    changeId = (await features.guilds.audit(guildId))[0]?.id ?? '';
  });

  afterAll(async () => {
    await inside?.connection?.close();
    await inside?.stop();
    await outside?.close();
    rmSync(dataDir, { recursive: true, force: true });
  });

  /** A guild with somebody for every part, and another one. @returns the guild's id */
  function people({ simulator }: Outside): string {
    if (!simulator) throw new Error('there is no simulated Discord');
    const { world } = simulator;
    for (const actor of ACTORS) {
      if (actor === 'nobody') continue;
      ids.set(actor, world.createUser({ username: actor.replace(' ', '_'), name: actor, accountAge: 1e10 }).id);
    }
    const [here, elsewhere] = ['Here', 'Elsewhere'].map((name) => {
      const { guild } = world.createGuild({
        name,
        ownerId: world.createUser({ username: name, name, accountAge: 1e10 }).id,
      });
      world.addBot(guild.id, { permissions: PermissionFlagsBits.ManageRoles });
      return guild.id;
    }) as [string, string];
    const give = (actor: Actor, guild: string, permissions: bigint) => {
      const role = world.createRole(guild, { name: actor, permissions });
      world.addMember(guild, ids.get(actor) ?? '', { roles: [role?.id ?? ''], silent: true });
    };
    give('member', here, 0n);
    give('moderator', here, PermissionFlagsBits.ModerateMembers);
    give('manager', here, PermissionFlagsBits.ManageGuild);
    give('manager once', here, PermissionFlagsBits.ManageGuild);
    give('moderator elsewhere', elsewhere, PermissionFlagsBits.ModerateMembers);
    give('manager elsewhere', elsewhere, PermissionFlagsBits.ManageGuild);
    return here;
  }

  /** A page for every right that there is, and a change. */
  function planted(pages: typeof features.pages) {
    const app = new Elysia().use(pages.plugin);
    for (const right of ['member', 'moderator', 'manager'] as const) {
      const path = `/planted/${right}/:guild_id`;
      app.get(path, () => 'in', { mayIn: { guild: 'guild_id', right } });
      app.post(path, () => 'in', { mayIn: { guild: 'guild_id', right } });
    }
    return app.get('/planted/admin', () => 'in', { may: 'admin' }).post('/planted/admin', () => 'in', { may: 'admin' });
  }

  async function ask(actor: Actor, { method, path }: Pick<GuardedRoute, 'method' | 'path'>): Promise<Response> {
    const headers = new Headers({ accept: 'text/html' });
    const id = ids.get(actor);
    if (id !== undefined) {
      const person = { id, username: actor, displayName: actor, avatar: null };
      const { token, session } = await features.auth.sessions.open(outside.db, person, CLIENT);
      headers.set('cookie', `sd_session=${token}`);
      headers.set('x-csrf-token', createCsrfTokens(SECRET).issue(session.id));
    }
    const url = `http://localhost${path
      .replace(/:guild_id/, guildId)
      .replace(/:change_id/, changeId)
      .replace(/:\w+/g, '1')}`;
    return web.answer(new Request(url, { method, headers }), null);
  }

  const rightOf = (asks: GuardedRoute['asks']) => (typeof asks === 'object' ? (asks?.right ?? '') : asks);

  test('there are pages of every kind, and none without a right', () => {
    const kinds = new Set(web.pages.map(({ asks }) => rightOf(asks)));
    expect([...kinds].toSorted()).toEqual(['admin', 'anyone', 'manager', 'member', 'moderator', 'signed_in']);
    expect(inside.pages.length).toBeGreaterThanOrEqual(9);
  });

  test('who was a manager until now', async () => {
    const path = '/planted/manager/:guild_id';
    expect((await ask('manager once', { method: 'GET', path })).status).toBe(200);
    outside.simulator?.world.updateMember(guildId, ids.get('manager once') ?? '', { roles: [] });
    const demoted = performance.now();
    await until(async () => (await ask('manager once', { method: 'GET', path })).status === 403 || undefined);
    expect(performance.now() - demoted).toBeLessThan(2_000);
  });

  /** What is wrong with the answer that somebody got; null when all is well. */
  async function verdict(actor: Actor, route: GuardedRoute): Promise<string | null> {
    const { status, headers } = await ask(actor, route);
    const admitted = ADMITTED[rightOf(route.asks) ?? ''];
    const entered =
      (status < 400 && !headers.get('location')?.startsWith('/login')) || status === 409 || status === 422;
    const well = !admitted
      ? status < 500
      : admitted.includes(actor)
        ? entered
        : status === refusal(actor, route.asks) && !entered;
    return well ? null : `${actor}: ${route.method} ${route.path} → ${status}`;
  }

  test('nobody gets in anywhere but where his right lets him', async () => {
    const wrong: (string | null)[] = [];
    for (const route of web.pages) for (const actor of ACTORS) wrong.push(await verdict(actor, route));
    expect(wrong.filter((one) => one !== null)).toEqual([]);
    expect(wrong.length).toBe(web.pages.length * ACTORS.length);
  });

  test('who left the guild is out at once', async () => {
    const route = { method: 'GET', path: '/planted/moderator/:guild_id' };
    outside.simulator?.world.removeMember(guildId, ids.get('moderator') ?? '');
    await until(async () => (await ask('moderator', route)).status === 404 || undefined);
  });

  test('when Discord does not answer nobody gets in by what was known before', async () => {
    const route = { method: 'GET', path: '/planted/member/:guild_id' };
    outside.simulator?.faults.set({ errors: 1 });
    outside.directory.forget(guildId);
    const response = await ask('manager', route);
    expect(response.status).toBe(503);
    expect(response.headers.get('retry-after')).toBe('10');
    outside.simulator?.faults.clear();
    expect((await ask('manager', route)).status).toBe(200);
  });
});
