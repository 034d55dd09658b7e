import type { Snowflake } from '../../../shared/ids.ts';
import { refuse } from '../../../shared/refusal.ts';
import type { GuildConfigPart } from '../../history/service/parts.ts';
import type { GuildChoices, GuildSettingsInput } from '../model.ts';
import type { Guilds } from '../service.ts';

type Settings = Pick<Guilds, 'settings' | 'checkSettings' | 'writeSettings' | 'settingsWritten'>;

/** `unseen`: the bot is in no such guild; `away`: Discord does not answer. */
interface Channels {
  channels(guildId: Snowflake): Promise<readonly { readonly id: Snowflake }[] | 'unseen' | 'away'>;
}

const NO_CHANNEL = 'is no channel of this server; choose another one, or null for none';

/** What every feature shares of a guild's settings, for history, export and import. */
export function createGuildsPart(guilds: Settings, discord: Channels): GuildConfigPart {
  async function choicesOf(guildId: Snowflake): Promise<GuildChoices> {
    const { guildId: _, ...choices } = await guilds.settings(guildId);
    return choices;
  }

  return {
    name: 'guilds',
    title: 'Server',
    action: 'guild.settings.changed',
    labels: {
      timezone: 'Time zone',
      isPublic: 'Shown publicly',
      logChannelId: 'Moderation log',
      appeal: 'How to appeal',
      tellsWarned: 'Warnings by direct message',
    },
    async read(guildId) {
      const value = await choicesOf(guildId);
      return { value, version: Buffer.from(JSON.stringify(value)).toString('base64url') };
    },
    /** Files and changes of earlier days say nothing of what is newer; that stays as it is. */
    async check(guildId, value) {
      const checked = await guilds.checkSettings(value);
      if ('issues' in checked) return checked;
      const now = await choicesOf(guildId);
      const { logChannelId = null } = checked.value;
      if (logChannelId !== null && logChannelId !== now.logChannelId) {
        const channels = await discord.channels(guildId);
        if (channels === 'away') return refuse('discord_away');
        if (channels === 'unseen') return refuse('guild_unseen');
        if (!channels.some(({ id }) => id === logChannelId))
          return { issues: [{ path: 'logChannelId', message: NO_CHANNEL }] };
      }
      return { value: { ...now, ...checked.value } };
    },
    async write(tx, { guildId, value, version, actor, target }) {
      const expected = choicesIn(version);
      const wish = value as GuildSettingsInput;
      const written = expected && (await guilds.writeSettings(tx, guildId, wish, { actor, expected, target }));
      return written ? null : refuse('config_changed_meanwhile');
    },
    written: guilds.settingsWritten,
  };
}

/** What `read` put into a version; null for anything else, since versions come back from outside. */
function choicesIn(version: string): GuildSettingsInput | null {
  try {
    const found: unknown = JSON.parse(Buffer.from(version, 'base64url').toString());
    return typeof found === 'object' ? (found as GuildSettingsInput | null) : null;
  } catch {
    return null;
  }
}
