import type { Config } from '../../platform/config/config.ts';
import type { Log } from '../../platform/log.ts';
import { isSnowflake } from '../../shared/ids.ts';
import type { CliContext } from '../context.ts';
import { bad, type Finding, messageOf, ok } from './finding.ts';

type Tries = Pick<CliContext, 'tryGuild' | 'commandsDiff'>;

/** What the product does every day, once, in a guild that is there for trying. @param named in place of the configured guild */
export async function checkLive(config: Config, log: Log, context: Tries, named?: string): Promise<Finding[]> {
  if (config.discordMode === 'simulated') {
    return [bad('Live', 'Discord is simulated, inside this program', 'Set DISCORD_TOKEN to try the real one.')];
  }
  const guildId = named ?? config.discordDevGuildId;
  if (guildId === undefined || !isSnowflake(guildId)) {
    const what = guildId === undefined ? 'no guild is named to try it in' : `${guildId} is no id of a guild`;
    return [bad('Live', what, 'Name one: --guild ID, or DISCORD_DEV_GUILD_ID. Best is one of your own.')];
  }
  const steps = await context.tryGuild(config, log, guildId);
  return [
    ...steps.map(({ name, ok: well, text, fix = '' }) => (well ? ok(name, text) : bad(name, text, fix))),
    await checkCommands(config, log, context),
  ];
}

async function checkCommands(config: Config, log: Log, context: Tries): Promise<Finding> {
  const name = 'Live commands';
  const deploy = 'Start the product, which registers them, or: smarter-dev commands deploy.';
  try {
    const { added, changed, removed } = await context.commandsDiff(config, log);
    const differing = [...added, ...changed, ...removed];
    if (differing.length === 0) return ok(name, 'registered as this version has them');
    return bad(name, `differ from this version: ${differing.join(', ')}`, deploy);
  } catch (error) {
    return bad(name, messageOf(error), 'Mend what is said above first.');
  }
}
