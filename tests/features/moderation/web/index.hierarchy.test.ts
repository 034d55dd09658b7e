import { afterAll, beforeAll, expect, setDefaultTimeout, test } from 'bun:test';
import { ChannelType } from 'discord-api-types/v10';
import { createGuilds } from '../../../../src/features/guilds/service.ts';
import type { Moderator } from '../../../../src/features/moderation/model.ts';
import type { CaseAction } from '../../../../src/features/moderation/rules.ts';
import { createModeration, type Moderation } from '../../../../src/features/moderation/service/index.ts';
import { moderationWording } from '../../../../src/features/moderation/text.ts';
import type { Simulator } from '../../../../src/simulator/simulator.ts';
import { textOf } from '../../../harness/control.ts';
import { createJar, type Jar } from '../../../harness/jar.ts';
import { type OpenedApp, openApp } from '../../../harness/opened-app.ts';
import { dice, grow, mayBeDone, type Tree } from '../tree.ts';

setDefaultTimeout(120_000);

const GUILDS = 10;
const ACTIONS = ['warn', 'kick'] as const;

interface Planted {
  readonly guildId: string;
  readonly tree: Tree;
  /** By their place in the tree, the bot being the first. */
  readonly ids: readonly string[];
}

let app: OpenedApp;
let planted: Planted[];
let moderation: Moderation;
let key: string;

beforeAll(async () => {
  app = await openApp({ ADMIN_DISCORD_IDS: '' }, (simulator) => {
    const roll = dice(20_261_129);
    planted = Array.from({ length: GUILDS }, (_, index) => plant(simulator, index, grown(roll)));
  });
  moderation = createModeration({ ...app.outside, guilds: createGuilds(app.outside) });
  key = (await Bun.file(`${app.outside.config.dataDir}/dev-api-key`).text()).trim();
});
afterAll(() => app?.close());

/** A tree whose owner is a person, and whose bot has a role, as bots do. */
function grown(roll: (limit: number) => number): Tree {
  for (;;) {
    const tree = grow(roll);
    if (tree.owner !== 0 && tree.roles[tree.owner] && (tree.roles[0] ?? []).length > 0) return tree;
  }
}

function plant({ world }: Simulator, index: number, tree: Tree): Planted {
  const botId = world.state.application.bot.id;
  const people = [1, 2, 3].map(
    (who) => world.createUser({ username: `tree_${index}_${who}`, name: `Person ${who}`, accountAge: 1e10 }).id,
  );
  const ids = [botId, ...people];
  const { guild } = world.createGuild({ name: `Tree ${index}`, ownerId: ids[tree.owner] ?? '' });
  world.addBot(guild.id, { permissions: 0n });
  const roles = tree.allowed
    .slice(1)
    .map((permissions, at) => world.createRole(guild.id, { name: `Place ${at + 1}`, permissions })?.id ?? '');
  const bots = guild.roles.filter(({ managed }) => managed).map(({ id }) => id);
  world.moveRoles(
    guild.id,
    [...bots, ...roles].map((id, at) => ({ id, position: at + 1 })),
  );
  for (const [who, id] of ids.entries()) {
    const own = tree.roles[who];
    if (!own) continue;
    const held = own.map((place) => roles[place - 1] ?? '');
    if (who !== 0 && who !== tree.owner) world.addMember(guild.id, id, { silent: true });
    world.updateMember(guild.id, id, { roles: [...(who === 0 ? bots : []), ...held] });
  }
  world.createChannel(guild.id, { name: 'talk', type: ChannelType.GuildText });
  return { guildId: guild.id, tree, ids };
}

const path = ({ guildId }: Planted) => `/admin/guilds/${guildId}/moderation/new`;

/** Whether the dashboard would do it; before a kick it asks, and nothing is done. */
async function throughPage(jar: Jar, one: Planted, user: string, action: CaseAction, sentence: string | null) {
  const { status, text } = await jar.post(path(one), { user, action, reason: 'tree' }, path(one));
  if (sentence !== null && status === 409 && !text.includes(sentence)) return `409 without “${sentence}”`;
  return status === (action === 'kick' ? 200 : 303);
}

async function throughApi({ guildId }: Planted, user: string, action: CaseAction) {
  const body = { user_id: user, action, reason: 'tree', tell: false };
  const response = await api(`guilds/${guildId}/moderation/cases`, body);
  const { code = null } = (await response.json()) as { code?: string };
  return response.status === 201 ? null : code;
}

/** Whether the bot does what the command asks, or asks whether to; Discord shows the command to moderators only. */
async function throughCommand({ guildId, ids }: Planted, user: string, action: CaseAction): Promise<boolean> {
  const where = { as: ids[1], channel: 'talk', guild: guildId };
  const asked = app.post('command', { ...where, name: `mod ${action}`, options: { user, reason: 'tree' } });
  const { replies } = await asked.catch((error: Error) => {
    if (/unknown_command|unknown_member/.test(error.message)) return { replies: [] };
    throw error;
  });
  return action === 'kick'
    ? replies.some(({ components = [] }) => components.length > 0)
    : replies.some((reply) => textOf(reply).includes('was warned'));
}

async function api(path: string, body: object): Promise<Response> {
  const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json' };
  return fetch(`${app.url}/api/${path}`, {
    method: 'POST',
    headers: { ...headers, 'idempotency-key': crypto.randomUUID() },
    body: JSON.stringify(body),
  });
}

const turns = () =>
  planted.flatMap((one, index) =>
    [1, 2, 3].flatMap((who) => ACTIONS.map((action) => ({ one, index, who, action, target: one.ids[who] ?? '' }))),
  );

async function whyNot({ one, action, target }: ReturnType<typeof turns>[number], moderator: Moderator) {
  const request = { guildId: one.guildId, action, target: { id: target }, reason: 'tree', moderator };
  return moderation.whyNot({ ...request, source: 'dashboard', key: 'tree' });
}

test('over random trees of roles the service and the dashboard agree with Discord’s rule', async () => {
  const jars = await Promise.all(
    planted.map(async (_, index) => {
      const jar = createJar(app.url);
      await jar.post('/login', { username: `tree_${index}_1` });
      return jar;
    }),
  );
  const seen = { true: 0, false: 0 };
  for (const turn of turns()) {
    const { one, index, who, action, target } = turn;
    const no = await whyNot(turn, { id: one.ids[1] ?? '', name: 'somebody', member: true });
    const sentence = no && moderationWording[no.refused](no.context);
    const page = await throughPage(jars[index] as Jar, one, target, action, sentence);
    const allowed = mayBeDone(action, one.tree, 1, who);
    expect([index, who, action, no === null, page]).toEqual([index, who, action, allowed, allowed]);
    seen[`${allowed}`]++;
  }
  expect(Math.min(seen.true, seen.false)).toBeGreaterThan(5);
});

test('… and a key of the API, which has no rank of its own, is held to the bot’s', async () => {
  const codes = new Set<string | null>();
  for (const turn of turns()) {
    const { one, index, who, action, target } = turn;
    const no = await whyNot(turn, { id: 'KEY:1', name: null, member: false });
    // A key that may is not let: the person stays for the next ones.
    if (no === null && action === 'kick') continue;
    const code = await throughApi(one, target, action);
    expect([index, who, action, code]).toEqual([index, who, action, no?.refused ?? null]);
    codes.add(code);
  }
  expect(codes.size).toBeGreaterThan(3);
});

test('… as is who uses a command', async () => {
  for (const { one, index, who, action, target } of turns()) {
    const done = await throughCommand(one, target, action);
    expect([index, who, action, done]).toEqual([index, who, action, mayBeDone(action, one.tree, 1, who)]);
  }
});

test('… and a rule that spares no staff', async () => {
  const actions = [{ kind: 'timeout', seconds: 60 }];
  const rule = { name: 'Programs', rule_type: 'file_extension', config: { extensions: ['exe'] }, mode: 'live' };
  const seen = { true: 0, false: 0 };
  for (const [index, { guildId, tree, ids }] of planted.entries()) {
    const made = await api(`guilds/${guildId}/automod/rules`, { ...rule, actions, exempt_staff: false });
    expect(made.status).toBe(201);
    for (const who of [1, 2, 3]) {
      const as = ids[who] ?? '';
      if (!tree.roles[who]) continue;
      const attachments = [{ filename: 'run.exe', size: 9 }];
      await app.post('say', { as, channel: 'talk', guild: guildId, content: 'look', attachments });
      const out = Boolean(app.simulator.world.member(guildId, as)?.communication_disabled_until);
      const allowed = mayBeDone('timeout', tree, 0, who);
      expect([index, who, out]).toEqual([index, who, allowed]);
      seen[`${allowed}`]++;
    }
  }
  expect(Math.min(seen.true, seen.false)).toBeGreaterThan(3);
});
