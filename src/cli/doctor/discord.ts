import type { Config } from '../../platform/config/config.ts';
import { bad, type Finding, messageOf, ok, skipped } from './finding.ts';
import { type Application, type Ask, checkMembership, type Gateway } from './guilds.ts';

/** Flags of an application that let it have a privileged intent, when verified and when not yet. */
const INTENTS = [
  { name: 'Server Members', flags: (1 << 14) | (1 << 15), without: 'roles and joins are not seen' },
  { name: 'Message Content', flags: (1 << 18) | (1 << 19), without: 'rules about message text are off' },
] as const;

const PORTAL = 'https://discord.com/developers/applications';

/** Whether Discord knows the token and lets the bot do its work. */
export async function checkDiscord(config: Config): Promise<Finding[]> {
  const { discordMode, discordToken } = config;
  if (discordMode === 'simulated' || discordToken === undefined) {
    return [skipped('Discord', 'simulated, inside this program', 'Set DISCORD_TOKEN to connect the real one.')];
  }
  try {
    return await askDiscord(config, discordToken);
  } catch (error) {
    return [
      bad(
        'Discord',
        `cannot be reached: ${messageOf(error)}`,
        'Check the network, the firewall and https://discordstatus.com.',
      ),
    ];
  }
}

async function askDiscord(config: Config, token: string): Promise<Finding[]> {
  const ask: Ask = (path, init) => get(config, token, path, init);
  const gatewayAnswer = await ask('/gateway/bot');
  const clock = checkClock(gatewayAnswer);
  if (gatewayAnswer.status === 401) {
    return [bad('Discord', 'DISCORD_TOKEN is not valid', `Reset the token at ${PORTAL}, Bot, and set it.`), clock];
  }
  if (!gatewayAnswer.ok) {
    return [
      bad('Discord', `answered ${gatewayAnswer.status}`, 'Try again in some minutes; see https://discordstatus.com.'),
      clock,
    ];
  }
  const gateway = (await gatewayAnswer.json()) as Gateway;
  const application = (await (await ask('/applications/@me')).json()) as Application;
  return [
    ok('Discord', 'token accepted'),
    checkApplication(config, application),
    ...INTENTS.map((intent) => checkIntent(intent, application)),
    clock,
    ...(await checkMembership(config, ask, application, gateway)),
  ];
}

function checkApplication({ discordApplicationId }: Config, { id, name }: Application): Finding {
  if (discordApplicationId === undefined || discordApplicationId === id) return ok('Application', `${name} (${id})`);
  const what = `DISCORD_APPLICATION_ID is ${discordApplicationId}, but the token belongs to ${name} (${id})`;
  return bad('Application', what, `Set DISCORD_APPLICATION_ID=${id}, or the token of the other application.`);
}

function checkIntent({ name, flags, without }: (typeof INTENTS)[number], application: Application): Finding {
  if (((application.flags ?? 0) & flags) !== 0) return ok(`${name} intent`, 'on');
  return bad(`${name} intent`, `off: ${without}`, `Switch on "${name} Intent" at ${PORTAL}/${application.id}/bot.`);
}

const MOST_SKEW_S = 5;

function checkClock(response: Response): Finding {
  const theirs = Date.parse(response.headers.get('date') ?? '');
  if (Number.isNaN(theirs)) return skipped('Clock', 'Discord did not say what time it is');
  const skew = Math.round((Date.now() - theirs) / 1000);
  if (Math.abs(skew) <= MOST_SKEW_S) return ok('Clock', "agrees with Discord's");
  return bad(
    'Clock',
    `is ${Math.abs(skew)} s ${skew > 0 ? 'ahead of' : 'behind'} Discord's`,
    'Switch on time synchronisation (NTP).',
  );
}

function get({ discordApiUrl }: Config, token: string, path: string, init: RequestInit = {}): Promise<Response> {
  return fetch(`${discordApiUrl}/v10${path}`, {
    ...init,
    headers: { authorization: `Bot ${token}`, 'user-agent': 'DiscordBot (smarter-dev doctor)', ...init.headers },
    signal: AbortSignal.timeout(8_000),
    redirect: 'manual',
  });
}
