import type { Snowflake } from '../../../shared/ids.ts';
import { refuse } from '../../../shared/refusal.ts';
import type { GuildConfigPart } from '../../history/service/parts.ts';
import type { GuildChoices, GuildSettingsInput } from '../model.ts';
import type { Guilds } from '../service.ts';

/** What every feature shares of a guild's settings, for history, export and import. */
export function createGuildsPart(
  guilds: Pick<Guilds, 'settings' | 'checkSettings' | 'writeSettings' | 'settingsWritten'>,
): GuildConfigPart {
  async function choicesOf(guildId: Snowflake): Promise<GuildChoices> {
    const { timezone, isPublic } = await guilds.settings(guildId);
    return { timezone, isPublic };
  }

  return {
    name: 'guilds',
    title: 'Server',
    action: 'guild.settings.changed',
    labels: { timezone: 'Time zone', isPublic: 'Shown publicly' },
    async read(guildId) {
      const value = await choicesOf(guildId);
      return { value, version: `${value.timezone} ${value.isPublic}` };
    },
    /** Files and changes of earlier days say nothing of who sees the guild; that stays as it is. */
    async check(guildId, value) {
      const checked = await guilds.checkSettings(value);
      if ('issues' in checked) return checked;
      const { isPublic } = await choicesOf(guildId);
      return { value: { isPublic, ...checked.value } };
    },
    async write(tx, { guildId, value, version, actor, target }) {
      const [timezone = '', isPublic] = version.split(' ');
      const expected = { timezone, isPublic: isPublic === 'true' };
      const written = await guilds.writeSettings(tx, guildId, value as GuildSettingsInput, { actor, expected, target });
      return written ? null : refuse('config_changed_meanwhile');
    },
    written: guilds.settingsWritten,
  };
}
