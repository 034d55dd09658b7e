import type { Operation } from './api-document.ts';
import { encoded, LAST_ETAG, type Planned } from './api-plan.ts';
import type { Exchange, Traffic } from './api-traffic.ts';
import type { Control } from './control.ts';
import { until } from './until.ts';

interface Told {
  readonly path?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  readonly key?: Planned['key'];
  /** The version that was seen; null says none. Left out: the last one. */
  readonly match?: string | null;
  /** Writes back what the address answers now. */
  readonly unchanged?: boolean;
}

interface Cast {
  readonly control: Control;
  readonly traffic: Traffic;
  readonly operations: readonly Operation[];
  readonly guildId: string;
  /** Three that are no squad's. */
  readonly freeRoleIds: readonly string[];
}

/** A guild that the bot is not in. */
const UNSEEN = '199999999999999998';
const NEWCOMER = 'newcomer';
/** More than a guild may have of rules and webhooks. */
const TOO_MANY = 51;

/** What single requests hardly come upon, since it needs requests or people before: the rest of the documented statuses. */
export async function tellStory({ control, traffic, operations, guildId, freeRoleIds }: Cast): Promise<void> {
  async function tell(id: string, told: Told = {}): Promise<Exchange> {
    const { path = {}, body, key = 'right', match = LAST_ETAG, unchanged = false } = told;
    const operation = operations.find((one) => one.id === id);
    if (!operation) throw new Error(`no operation ${id}`);
    const takes = (name: string) => operation.parameters.some((parameter) => parameter.name === name);
    const sent = body === undefined ? null : { type: 'application/json', bytes: encoded(body) };
    return traffic.send({
      ...{ operation, method: operation.method, path: { guild_id: guildId, ...path }, query: [], body: sent, key },
      headers: {
        ...(takes('If-Match') && match !== null ? { 'If-Match': match } : {}),
        ...(takes('Idempotency-Key') ? { 'Idempotency-Key': crypto.randomUUID() } : {}),
      },
      ...{ unchanged, flaw: 'its past', hopeless: false, again: null },
    });
  }

  /** What was answered, whatever its shape. */
  // biome-ignore lint/suspicious/noExplicitAny: a story reads answers of every shape
  const answerOf = ({ text }: Exchange): any => JSON.parse(text);

  async function untilRefused(id: string, told: (index: number) => Told): Promise<void> {
    for (let index = 0; index < TOO_MANY; index += 1) {
      if ((await tell(id, told(index))).status >= 400) return;
    }
  }

  const filter = (name: string, extension: string) => ({
    ...{
      name,
      rule_type: 'file_extension',
      config: { extensions: [extension] },
      actions: [{ kind: 'timeout', seconds: 60 }],
    },
    ...{ mode: 'live', exempt_staff: false },
  });

  async function keys(): Promise<void> {
    const { id } = answerOf(await tell('getMe'));
    await tell('revokeApiKey', { path: { key_id: id } });
    const made = answerOf(await tell('createApiKey', { body: { name: 'CI', scopes: ['bytes:read'] } }));
    for (let times = 0; times < 2; times += 1) await tell('rotateApiKey', { path: { key_id: made.id } });
  }

  async function webhooks(): Promise<void> {
    const url = 'https://hooks.example.com/smarter-dev';
    await untilRefused('createWebhook', () => ({
      body: { name: 'CI', url, events: ['bytes.moved'], is_active: true },
    }));
    const { data } = answerOf(await tell('listWebhooks'));
    const path = { webhook_id: data.find((one: { is_active: boolean }) => one.is_active).id };
    await tell('replaceWebhook', { path, body: {}, unchanged: true, match: null });
    const { event_id } = answerOf(await tell('pingWebhook', { path }));
    await tell('getDelivery', { path: { ...path, event_id } });
    await tell('redeliver', { path: { ...path, event_id } });
    await tell('replaceWebhook', { path, body: { name: 'CI', url, events: ['bytes.moved'], is_active: false } });
    await tell('pingWebhook', { path });
    await tell('redeliver', { path: { ...path, event_id } });
    await tell('deleteWebhook', { path });
  }

  /** Of two people who do the same at the same moment, one hears that it is taken. */
  async function squads(): Promise<void> {
    const [first, second] = await Promise.all(['One', 'Two'].map((name) => tell('createSquad', { body: wish(name) })));
    const { id } = answerOf(first?.status === 201 ? first : (second as Exchange));
    const other = answerOf(await tell('createSquad', { body: wish('Other', freeRoleIds[1]) }));
    const taken = wish('Three', freeRoleIds[2]);
    await Promise.all([id, other.id].map((squad_id) => tell('replaceSquad', { path: { squad_id }, body: taken })));
    for (const match of [null, '"999999999"']) {
      await tell('replaceSquad', { path: { squad_id: id }, body: wish('One', freeRoleIds[2]), match });
    }
    const path = { squad_id: id, user_id: await newcomer() };
    for (const one of ['getSquad', 'placeSquadMember', 'deleteSquad', 'removeSquadMember']) await tell(one, { path });
    await tell('deleteSquad', { path });
  }

  async function moderation(): Promise<void> {
    const body = { user_id: await newcomer(), action: 'note', reason: 'New here' };
    const path = { number: String(answerOf(await tell('createCase', { body })).number) };
    await tell('changeCase', { path, body: { reason: 'Was new here' } });
    await tell('changeCase', { path, body: { reason: 'Still here' }, match: null });
  }

  async function bytes(): Promise<void> {
    const path = { user_id: await newcomer() };
    await tell('claimDaily', { body: path });
    await tell('adjustBalance', { path, body: { delta: 5, reason: 'New here' } });
    await tell('getRank', { path });
  }

  /** Nobody has done anything to them. */
  async function newcomer(): Promise<string> {
    const { guilds } = await control.get<{ guilds: { members: { user: { id: string; username: string } }[] }[] }>(
      'world',
    );
    const found = guilds[0]?.members.find(({ user }) => user.username === NEWCOMER);
    if (!found) throw new Error(`${NEWCOMER} is not there`);
    return found.user.id;
  }

  function wish(name: string, role_id = freeRoleIds[0]) {
    const free = { switch_cost: 0, max_members: null, min_received: null, min_account_days: null };
    return { name, role_id, description: '', ...free, required_role_id: null, is_active: true, welcome: '' };
  }

  async function automod(): Promise<void> {
    await tell('setAutomodState', { body: { halted: false } });
    for (const { id } of answerOf(await tell('listAutomodRules')).data)
      await tell('deleteAutomodRule', { path: { rule_id: id } });
    const one = answerOf(await tell('createAutomodRule', { body: filter('One', 'one') }));
    const other = answerOf(await tell('createAutomodRule', { body: filter('Other', 'other') }));
    const path = { rule_id: other.id };
    await tell('replaceAutomodRule', { path, body: filter('One', 'other') });
    for (const match of [null, '"999999999"']) {
      await tell('replaceAutomodRule', { path, body: filter('Other', 'other'), match });
    }
    await tell('replaceAutomodRule', { path, body: filter('Other', 'others') });
    await tell('orderAutomodRules', { body: { rule_ids: [other.id, one.id] } });
    const attachments = [{ filename: 'tool.one', size: 10 }];
    await control.post('say', { as: NEWCOMER, channel: 'general', content: 'look', attachments });
    const event = await until(async () => answerOf(await tell('listAutomodEvents')).data[0]);
    await tell('getAutomodEvent', { path: { event_id: event.id } });
    await tell('traceAutomodMessage', { path: { message_id: event.message_id } });
    await tell('undoAutomodEvent', { path: { event_id: event.id } });
    await tell('undoAutomodEvent', { path: { event_id: event.id } });
    await untilRefused('createAutomodRule', (index) => ({ body: filter(`Rule ${index}`, 'zip') }));
    await tell('applyAutomodPreset', { path: { preset: 'open_source' } });
  }

  /** What is only on one side of a change: rules that go, then come back. */
  async function configuration(): Promise<void> {
    const file = answerOf(await tell('exportGuildConfig'));
    const features = { ...file.features, automod: { ...file.features.automod, rules: [] } };
    for (const body of [{ ...file, features }, file]) await tell('importGuildConfig', { body });
  }

  async function whereTheBotIsNot(): Promise<void> {
    const path = { guild_id: UNSEEN, squad_id: crypto.randomUUID(), user_id: await newcomer() };
    const there = { path, key: 'anywhere' } as const;
    for (const id of ['createSquad', 'replaceSquad']) await tell(id, { ...there, body: wish('Elsewhere') });
    await tell('placeSquadMember', there);
    const role_rewards = { [freeRoleIds[0] ?? '']: 5 };
    const config = answerOf(await tell('getBytesConfig', there));
    await tell('replaceBytesConfig', { ...there, body: { ...config, role_rewards } });
    const file = answerOf(await tell('exportGuildConfig'));
    const features = { ...file.features, economy: { ...file.features.economy, roleRewards: role_rewards } };
    await tell('importGuildConfig', { ...there, body: { ...file, features } });
    for (const match of [null, '"999999999"', LAST_ETAG]) await tell('importGuildConfig', { body: file, match });
  }

  await control.post('join', { username: NEWCOMER, account_age_days: 400 });
  await keys();
  await webhooks();
  await squads();
  await moderation();
  await bytes();
  await automod();
  await configuration();
  await whereTheBotIsNot();
}
