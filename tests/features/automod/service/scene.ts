import { inputOf, type RuleInput, ruleBody } from '../../../../src/features/automod/model/index.ts';
import type { Happening, NeededPermission } from '../../../../src/features/automod/rules.ts';
import {
  type AutomodDeps,
  createAutomod,
  type Enforced,
  type Enforcer,
} from '../../../../src/features/automod/service/index.ts';
import { createGuilds } from '../../../../src/features/guilds/service.ts';
import { createLocalBus } from '../../../../src/platform/bus/local-bus.ts';
import { createLog } from '../../../../src/platform/log.ts';
import type { DatabaseKind } from '../../../harness/database.ts';
import { NOON, said } from '../scene.ts';

export const grace = { id: '200000000000000003', name: 'grace' };

/** A rule that fires at a program file. */
export function fileRule(change: object = {}): RuleInput {
  const body = { name: 'Files', rule_type: 'file_extension', config: {}, mode: 'live', actions: [{ kind: 'delete' }] };
  return inputOf(ruleBody.parse({ ...body, ...change }));
}

export const exe = (more: Partial<Happening> = {}) =>
  said({ content: 'run this', attachments: [{ name: 'a.exe', size: 1 }] }, more);

type Call = readonly [verb: string, userId: string, detail?: unknown];

/** The real service on a real database, with a clock that the test moves and a list in place of Discord. */
export async function openScene({ open }: DatabaseKind) {
  const { db, close } = await open();
  const clock = { time: NOON, now: () => clock.time };
  const log = createLog({ level: 'silent', format: 'json' });
  const bus = createLocalBus(log);
  const guilds = createGuilds({ db, bus, clock, log });
  const calls: Call[] = [];
  let answer: Enforced = { done: true };
  const note = async (...call: Call): Promise<Enforced> => {
    calls.push(call);
    return answer;
  };
  const enforcer: Enforcer = {
    delete: ({ userId }, posts) => note('delete', userId, posts.length),
    timeout: ({ userId }, seconds) => note('timeout', userId, seconds),
    kick: ({ userId }) => note('kick', userId),
    ban: ({ userId }, seconds) => note('ban', userId, seconds),
    warn: ({ userId }) => note('warn', userId),
    alert: ({ userId }, { roleId }) => note('alert', userId, roleId),
    undo: ({ userId }, kind) => note(`undo ${kind}`, userId),
  };
  const sight: { lacks: readonly NeededPermission[]; channels: readonly { id: string }[]; away: boolean } = {
    ...{ lacks: [], channels: [], away: false },
  };
  const discord: AutomodDeps['discord'] = {
    botLacks: async (_guildId, permissions) =>
      sight.away ? 'away' : permissions.filter((one) => sight.lacks.includes(one)),
    channels: async () => (sight.away ? 'away' : sight.channels),
  };
  const logChannel = async (guildId: string) => (await guilds.settings(guildId)).logChannelId;
  const deps = { db, bus, clock, log, guilds, enforcer, discord, logChannel };
  const automod = createAutomod(deps);
  return {
    db,
    bus,
    clock,
    guilds,
    calls,
    automod,
    sight,
    deps,
    answerWith(next: Enforced) {
      answer = next;
    },
    async close() {
      await automod.close();
      await guilds.close();
      await bus.close();
      await close();
    },
  };
}

export type Scene = Awaited<ReturnType<typeof openScene>>;
