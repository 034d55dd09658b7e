import type { Snowflake } from '../../../shared/ids.ts';
import type { Automod } from '../../automod/service/index.ts';
import type { Economy } from '../../economy/service/index.ts';
import type { Guilds } from '../../guilds/service.ts';
import type { Moderation } from '../../moderation/service/index.ts';
import type { Squads } from '../../squads/service/index.ts';
import type { SourceEvent } from '../model.ts';
import type { EventType } from '../rules.ts';

/** A place where events are written down; whoever asks again gets the same ones. */
export interface Source {
  readonly types: readonly EventType[];
  /** After an id, oldest first. */
  since(
    guildId: Snowflake,
    after: string,
    limit: number,
  ): Promise<{ events: SourceEvent[]; last: string | null; full: boolean }>;
}

export interface SourceDeps {
  readonly economy: Pick<Economy, 'transactionsSince'>;
  readonly squads: Pick<Squads, 'historySince'>;
  readonly moderation: Pick<Moderation, 'eventsSince'>;
  readonly automod: Pick<Automod, 'eventsSince'>;
  readonly guilds: Pick<Guilds, 'auditSince'>;
}

function source<Row>(
  types: readonly EventType[],
  read: (guildId: Snowflake, after: string, limit: number) => Promise<readonly Row[]>,
  idOf: (row: Row) => string,
  tell: (row: Row) => Omit<SourceEvent, 'id'> | null,
): Source {
  return {
    types,
    async since(guildId, after, limit) {
      const rows = await read(guildId, after, limit);
      const events = rows.flatMap((row) => {
        const told = tell(row);
        return told ? [{ id: idOf(row), ...told }] : [];
      });
      const last = rows.at(-1);
      return { events, last: last === undefined ? null : idOf(last), full: rows.length >= limit };
    },
  };
}

const ARRIVALS = ['join', 'assign'];
const SWITCHES: Readonly<Record<string, EventType>> = {
  'automod.halted': 'automod.halted',
  'automod.resumed': 'automod.resumed',
};

/** What features write down anyway, as events: nothing is written a second time for it, and nothing can be missed. */
export function createSources({ economy, squads, moderation, automod, guilds }: SourceDeps): readonly Source[] {
  return [
    source(
      ['bytes.moved'],
      economy.transactionsSince,
      ({ id }) => id,
      (entry) => ({
        type: 'bytes.moved',
        at: entry.at,
        data: {
          type: entry.type,
          amount: entry.amount,
          reason: entry.reason,
          giver_id: entry.giverId,
          giver_username: entry.giverUsername,
          receiver_id: entry.receiverId,
          receiver_username: entry.receiverUsername,
        },
      }),
    ),
    source(
      ['squad.joined', 'squad.left', 'squad.switched'],
      squads.historySince,
      ({ id }) => id,
      (row) => {
        const { kind, userId, fromSquadId, toSquadId, fromName, toName, cost, at } = row;
        if (fromSquadId && toSquadId) {
          const data = {
            user_id: userId,
            from_squad_id: fromSquadId,
            from_name: fromName,
            squad_id: toSquadId,
            name: toName,
          };
          return { type: 'squad.switched', at, data: { ...data, cost } };
        }
        if (toSquadId) {
          const data = {
            user_id: userId,
            squad_id: toSquadId,
            name: toName,
            by: ARRIVALS.includes(kind) ? kind : 'bot',
          };
          return { type: 'squad.joined', at, data: { ...data, cost } };
        }
        return { type: 'squad.left', at, data: { user_id: userId, squad_id: fromSquadId, name: fromName, by: kind } };
      },
    ),
    source(
      ['case.created', 'case.updated'],
      moderation.eventsSince,
      ({ event }) => event.id,
      (row) => {
        const { event, case: one } = row;
        const data = {
          number: one.number,
          action: one.action,
          user_id: one.userId,
          moderator_id: one.moderatorId,
          source: one.source,
          outcome: one.outcome,
        };
        return event.kind === 'created'
          ? { type: 'case.created', at: event.at, data }
          : { type: 'case.updated', at: event.at, data: { ...data, change: event.kind, by: event.actorId } };
      },
    ),
    source(
      ['automod.acted'],
      automod.eventsSince,
      ({ id }) => id,
      (event) => ({
        type: 'automod.acted',
        at: event.at,
        data: {
          rule_id: event.ruleId,
          rule_name: event.ruleName,
          trigger: event.trigger,
          outcome: event.outcome,
          user_id: event.userId,
          channel_id: event.channelId,
          message_id: event.messageId,
          reason: event.reason,
        },
      }),
    ),
    source(
      ['config.changed', 'automod.halted', 'automod.resumed'],
      guilds.auditSince,
      ({ id }) => id,
      (row) => {
        const type = SWITCHES[row.action] ?? 'config.changed';
        const data = { action: row.action, actor_id: row.actorId, target: row.target };
        return { type, at: new Date(row.createdAt).getTime(), data };
      },
    ),
  ];
}
