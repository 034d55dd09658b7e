import { refuse } from '../../../shared/refusal.ts';
import type { GuildConfigPart } from '../../history/service/parts.ts';
import type { GuildSettingsInput } from '../model.ts';
import type { Guilds } from '../service.ts';

/** What every feature shares of a guild's settings, for history, export and import. */
export function createGuildsPart(
  guilds: Pick<Guilds, 'settings' | 'checkSettings' | 'writeSettings' | 'settingsWritten'>,
): GuildConfigPart {
  return {
    name: 'guilds',
    title: 'Server',
    action: 'guild.settings.changed',
    labels: { timezone: 'Time zone' },
    async read(guildId) {
      const { timezone } = await guilds.settings(guildId);
      return { value: { timezone }, version: timezone };
    },
    check: (_guildId, value) => guilds.checkSettings(value),
    async write(tx, { guildId, value, version, actor, target }) {
      const expected = { timezone: version };
      const written = await guilds.writeSettings(tx, guildId, value as GuildSettingsInput, { actor, expected, target });
      return written ? null : refuse('config_changed_meanwhile');
    },
    written: guilds.settingsWritten,
  };
}
