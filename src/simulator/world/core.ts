import { PermissionFlagsBits } from 'discord-api-types/v10';
import { type Snowflake, snowflakeAt } from '../../shared/ids.ts';
import { memberPermissions } from '../permissions.ts';
import type { Dispatch, SimulatedGuild, SimulatedMember, SimulatorClock, WorldState } from '../types.ts';

/** Who did something, and why. Without `by` nothing is written to the audit log, as for Discord's own doings. */
export interface Act {
  by?: Snowflake;
  reason?: string;
}

type Listener<T> = (value: T) => void;

/** What every part of the world stands on: the state, its clock, and the news going out. */
export interface WorldCore {
  readonly state: WorldState;
  readonly clock: SimulatorClock;
  /** Where attachments and avatars are served, without a slash at the end. */
  readonly cdn: string;
  readonly revision: number;
  snowflake(): Snowflake;
  /** Now as Discord writes it: ISO 8601, UTC. */
  timestamp(): string;
  guild(guildId: Snowflake): SimulatedGuild | undefined;
  member(guildId: Snowflake, userId: Snowflake): SimulatedMember | undefined;
  /** The member that our bot is in a guild, if it is there. */
  bot(guildId: Snowflake): SimulatedMember | undefined;
  /** Sends a dispatch to the bot's sessions, if the bot is in that guild and has `needs` there. */
  emit(dispatch: Dispatch, sight?: Sight): void;
  /** Says that the state changed. */
  changed(): void;
  onDispatch(listener: Listener<Dispatch>): () => void;
  onChange(listener: Listener<number>): () => void;
}

/** What the bot needs to be told: a permission in the guild, or in one of its channels. */
export interface Sight {
  channelId?: Snowflake;
  permission?: bigint;
}

export interface WorldOptions {
  cdn?: string;
}

export function createCore(state: WorldState, clock: SimulatorClock, options: WorldOptions): WorldCore {
  const dispatched = new Set<Listener<Dispatch>>();
  const changes = new Set<Listener<number>>();
  let revision = 0;
  const guild = (guildId: Snowflake) => state.guilds[guildId];
  /** Where each member was found the last time. */
  const places = new Map<string, number>();
  const member = (guildId: Snowflake, userId: Snowflake) => {
    const members = guild(guildId)?.members;
    if (!members) return undefined;
    const key = `${guildId}:${userId}`;
    const known = members[places.get(key) ?? -1];
    if (known?.user.id === userId) return known;
    const place = members.findIndex(({ user }) => user.id === userId);
    if (place >= 0) places.set(key, place);
    return members[place];
  };
  const bot = (guildId: Snowflake) => member(guildId, state.application.bot.id);

  const sees = (guildId: Snowflake, { channelId, permission = PermissionFlagsBits.ViewChannel }: Sight) => {
    const place = guild(guildId);
    const self = bot(guildId);
    if (!place || !self) return false;
    const channel = place.channels.find(({ id }) => id === channelId) ?? null;
    return (memberPermissions(place, channel, self, clock.now()) & permission) === permission;
  };

  return {
    state,
    clock,
    cdn: options.cdn ?? 'http://127.0.0.1/simulator/discord/cdn',
    get revision() {
      return revision;
    },
    snowflake: () => snowflakeAt(clock.now(), state.sequence++),
    timestamp: () => new Date(clock.now()).toISOString(),
    guild,
    member,
    bot,
    emit(dispatch, sight) {
      if (dispatch.guildId && !bot(dispatch.guildId)) return;
      if (dispatch.guildId && sight && !sees(dispatch.guildId, sight)) return;
      const sent = { ...dispatch, d: structuredClone(dispatch.d) };
      for (const listener of dispatched) listener(sent);
    },
    changed() {
      revision++;
      for (const listener of changes) listener(revision);
    },
    onDispatch: (listener) => subscribe(dispatched, listener),
    onChange: (listener) => subscribe(changes, listener),
  };
}

function subscribe<T>(listeners: Set<Listener<T>>, listener: Listener<T>): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
