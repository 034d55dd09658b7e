import type { Surroundings } from '../../../../views/dashboard/guild/automod-values.ts';
import { cssColour } from '../../../shared/colour.ts';
import type { Snowflake } from '../../../shared/ids.ts';
import type { AutomodWebDeps } from './parts.ts';

/** Channels that people write in, and categories, which stand for theirs. */
const EXEMPTABLE = new Set([0, 2, 4, 5, 13, 15, 16]);
const CATEGORY = 4;

/** What there is to choose from in a guild; what was chosen and is gone, or cannot be asked for, stays in the list. */
export async function surroundingsOf(
  { discord }: Pick<AutomodWebDeps, 'discord'>,
  guildId: Snowflake,
  chosen: { readonly roles?: readonly string[]; readonly channels?: readonly string[] } = {},
): Promise<Surroundings> {
  const [roles, channels] = await Promise.all([discord.roles(guildId), discord.channels(guildId)]);
  const away = typeof roles === 'string' || typeof channels === 'string';
  const [known, places] = [typeof roles === 'string' ? [] : roles, typeof channels === 'string' ? [] : channels];
  const found = {
    roles: known
      .filter(({ id }) => id !== guildId)
      .map(({ id, name, color }) => ({ id, name, color: cssColour(color), unavailable: null })),
    channels: places
      .filter(({ type }) => EXEMPTABLE.has(type))
      .toSorted((one, other) => one.position - other.position)
      .map(({ id, name, type }) => ({ id, name: type === CATEGORY ? `${name} (category)` : name, type })),
  };
  const lost = (ids: readonly string[] = [], list: readonly { readonly id: string }[]) =>
    [...new Set(ids)].filter((id) => !list.some((one) => one.id === id));
  return {
    away,
    roles: [
      ...found.roles,
      ...lost(chosen.roles, found.roles).map((id) => ({
        ...{ id, color: null, unavailable: null },
        name: away ? `role ${id}` : 'A role that is gone',
      })),
    ],
    channels: [
      ...found.channels,
      ...lost(chosen.channels, found.channels).map((id) => ({
        ...{ id, type: 0 },
        name: away ? `channel ${id}` : 'a channel that is gone',
      })),
    ],
  };
}
