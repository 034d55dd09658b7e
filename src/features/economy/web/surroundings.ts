import type { BytesForm } from '../../../../views/dashboard/guild/bytes-values.ts';
import { cssColour } from '../../../shared/colour.ts';
import type { Snowflake } from '../../../shared/ids.ts';
import type { EconomyConfig } from '../rules.ts';
import type { EconomyWebDeps } from './parts.ts';

/** What there is to choose from in a guild. */
export interface Surroundings extends Pick<BytesForm, 'roles' | 'channels'> {
  /** Discord did not say, so that only what was chosen before can be shown. */
  readonly away: boolean;
}

/** Channels that people write in: text, voice, announcements, stages, forums, media. */
const WRITTEN_IN = new Set([0, 2, 5, 13, 15, 16]);

type Chosen = Pick<EconomyConfig, 'roleRewards' | 'noEarnRoles' | 'noEarnChannels'>;

export async function surroundingsOf(
  { discord }: Pick<EconomyWebDeps, 'discord'>,
  guildId: Snowflake,
  chosen: Chosen,
): Promise<Surroundings> {
  const [roles, channels] = await Promise.all([discord.roles(guildId), discord.channels(guildId)]);
  if (typeof roles === 'string' || typeof channels === 'string') return remembered(chosen);
  return {
    away: false,
    roles: roles
      .filter(({ id }) => id !== guildId)
      .map(({ id, name, color, problem }) => ({ id, name, color: cssColour(color), unavailable: problem })),
    channels: channels
      .filter(({ type }) => WRITTEN_IN.has(type))
      .toSorted((one, other) => one.position - other.position)
      .map(({ id, name }) => ({ id, name })),
  };
}

function remembered({ roleRewards, noEarnRoles, noEarnChannels }: Chosen): Surroundings {
  const roleIds = [...new Set([...Object.keys(roleRewards), ...noEarnRoles])];
  return {
    away: true,
    roles: roleIds.map((id) => ({ id, name: id, color: null, unavailable: null })),
    channels: noEarnChannels.map((id) => ({ id, name: id })),
  };
}
