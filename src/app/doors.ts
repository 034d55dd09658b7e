import type { Directory } from '../discord/directory/directory.ts';
import { createDiscordSignIn, type DiscordSignIn } from '../discord/oauth.ts';
import type { DevPeople } from '../features/auth/index.ts';
import type { Doors, House } from '../features.ts';
import type { Config } from '../platform/config/config.ts';
import { createOutbound } from '../platform/outbound.ts';
import { candidates } from '../simulator/oauth/candidates.ts';
import type { Simulator } from '../simulator/simulator.ts';
import { openDevAdmins } from './dev-admins.ts';
import { noInstance } from './instance.ts';
import type { Outside } from './outside.ts';
import { noSystem } from './system.ts';

/**
 * How people come in: by Discord; in development by name, unless the real Discord's credentials are there. Where nobody
 * is named as administrator, in development it is who owns the simulated guild.
 */
export function doorsOf({ config, simulator, directory, listener }: Outside): Doors {
  const { devMode, adminDiscordIds, discordClientSecret, dataDir } = config;
  const byName = devMode && (simulator !== null || discordClientSecret === undefined);
  const owners = devMode && adminDiscordIds.length === 0 ? simulator : null;
  const kept = devMode ? openDevAdmins(dataDir) : null;
  const fixed = () => [
    ...adminDiscordIds.map((id) => ({ id, from: 'configuration', removable: false })),
    ...(owners ? ownersOf(owners).map((id) => ({ id, from: 'owner of the simulated guild', removable: false })) : []),
  ];
  const admins = {
    list: () => [...fixed(), ...[...(kept?.ids ?? [])].map((id) => ({ id, from: 'added here', removable: true }))],
    kept,
  };
  return {
    baseUrl: config.baseUrl,
    trustedProxies: config.trustedProxies,
    sessionIpCheck: config.sessionIpCheck,
    discord: simulator ? simulatedSignIn(simulator, listener.url) : realSignIn(config),
    people: byName ? (simulator ? simulatedPeople(simulator) : membersOf(directory)) : null,
    isAdmin: (userId) => admins.list().some(({ id }) => id === userId),
    admins,
  };
}

/** For features that nobody comes to by browser: of the subcommands, and where routes are only described. */
export const noVisitors: Pick<House, 'doors' | 'frame' | 'instance' | 'site' | 'system' | 'outbound'> = {
  outbound: createOutbound({ allowPrivate: false }),
  site: { inviteUrl: null, simulated: false, parts: null },
  doors: {
    baseUrl: undefined,
    trustedProxies: [],
    sessionIpCheck: false,
    discord: null,
    people: null,
    isAdmin: () => false,
    admins: { list: () => [], kept: null },
  },
  instance: noInstance,
  system: noSystem,
  frame: { asset: (path) => path, inlined: () => ({ css: '', source: '' }), cdnUrl: '', devMode: false },
};

function simulatedSignIn({ applicationId, clientSecret }: Simulator, url: string): DiscordSignIn {
  const discord = `${url}/simulator/discord`;
  return createDiscordSignIn({
    authorizeUrl: `${discord}/oauth2/authorize`,
    apiUrl: `${discord}/api`,
    clientId: applicationId,
    clientSecret,
  });
}

function realSignIn(config: Config): DiscordSignIn | null {
  const { discordApplicationId: clientId, discordClientSecret: clientSecret } = config;
  if (clientId === undefined || clientSecret === undefined) return null;
  return createDiscordSignIn({
    authorizeUrl: config.discordAuthorizeUrl,
    apiUrl: config.discordApiUrl,
    clientId,
    clientSecret,
  });
}

function ownersOf({ world }: Simulator): string[] {
  return [...new Set(Object.values(world.state.guilds).map(({ guild }) => guild.owner_id))];
}

function simulatedPeople({ world }: Simulator): DevPeople {
  return {
    list: () => candidates(world).map(({ user, note }) => ({ username: user.username, about: note || 'member' })),
    async find(username) {
      const user = world.findUser(username);
      if (!user || user.bot) return null;
      const { id, global_name, avatar } = user;
      return { id, username: user.username, displayName: global_name ?? user.username, avatar };
    },
  };
}

/** The members of the guilds that the bot is in. */
function membersOf(directory: Directory): DevPeople {
  return {
    list: () => [],
    async find(username) {
      for (const { id } of await directory.guilds()) {
        const found = (await directory.members(id))?.find((member) => member.username === username && !member.bot);
        if (found) return { ...found, id: found.userId };
      }
      return null;
    },
  };
}
