import type { AuditLog } from './discord/audit-log.ts';
import type { Deeds } from './discord/deeds.ts';
import type { Directory } from './discord/directory/directory.ts';
import type { GuildView } from './discord/directory/guild-view.ts';
import type { Signer } from './discord/kit/buttons.ts';
import type { DiscordSignIn } from './discord/oauth.ts';
import type { RoleQueue } from './discord/roles/queue.ts';
import type { Standings } from './discord/standings.ts';
import type { Feature } from './feature.ts';
import { apiKeysFeature, createApiKeys } from './features/apikeys/index.ts';
import { authFeature, createAuth, type DevPeople, doorkeeper } from './features/auth/index.ts';
import { automodFeature, createAutomod, createAutomodPart, createEnforcer, haltOf } from './features/automod/index.ts';
import { createEconomy, createEconomyPart, economyFeature } from './features/economy/index.ts';
import { createGuilds, createGuildsPart, guildsFeature } from './features/guilds/index.ts';
import { createHistory, historyFeature } from './features/history/index.ts';
import { type AdminBook, createAdmins, createTrail, instanceFeature, type System } from './features/instance/index.ts';
import { createModeration, moderationFeature } from './features/moderation/index.ts';
import { createSite, type SiteFacts, siteFeature } from './features/site/index.ts';
import { createSquads, createSquadsPart, squadsFeature } from './features/squads/index.ts';
import { createReadiness, createRoleWrites, createStats, type Instance, statsFeature } from './features/stats/index.ts';
import { usersFeature } from './features/users/index.ts';
import { createWebhooks, webhooksFeature } from './features/webhooks/index.ts';
import { createApiKit } from './http/kit/kit.ts';
import { createLive } from './http/kit/live.ts';
import { createPageKit } from './http/kit/pages/pages.ts';
import type { Bus } from './platform/bus/bus.ts';
import { createClientAddress } from './platform/client-address.ts';
import { type Clock, systemClock } from './platform/clock.ts';
import type { Config } from './platform/config/config.ts';
import type { Database } from './platform/db/database.ts';
import { createIdempotency } from './platform/idempotency.ts';
import type { Limits } from './platform/limits.ts';
import type { Log } from './platform/log.ts';
import type { Outbound } from './platform/outbound.ts';
import type { SharedCache } from './platform/shared-cache.ts';

/** What features may use. */
export interface House {
  readonly db: Database;
  readonly bus: Bus;
  readonly clock: Clock;
  readonly log: Log;
  readonly roles: RoleQueue;
  readonly deeds: Deeds;
  readonly standings: Standings;
  readonly auditLog: AuditLog;
  readonly directory: Directory;
  readonly guildView: GuildView;
  readonly signer: Signer;
  readonly limits: Limits;
  readonly shared: SharedCache;
  /** Signs what goes out and must come back unchanged. */
  readonly secret: string;
  readonly outbound: Outbound;
  readonly doors: Doors;
  readonly site: SiteFacts;
  readonly frame: Frame;
  readonly instance: Instance;
  readonly system: System;
  /** Names this bot process among its siblings; outages are kept under it. */
  readonly source?: string | undefined;
}

/** How people come in from a browser. */
export interface Doors extends Pick<Config, 'baseUrl' | 'trustedProxies' | 'sessionIpCheck'> {
  /** Null without credentials of an application. */
  readonly discord: DiscordSignIn | null;
  /** Null in production. */
  readonly people: DevPeople | null;
  /** Who administers the whole instance. */
  readonly isAdmin: (userId: string) => boolean;
  readonly admins: AdminBook;
}

/** What pages are shown in. */
interface Frame {
  /** Turns the path of a static file into the address it is served at. */
  readonly asset: (path: string) => string;
  /** Turns the path of a stylesheet into what stands in a page, and what its policy must allow. */
  readonly inlined: (path: string) => { readonly css: string; readonly source: string };
  /** Where Discord's pictures are. */
  readonly cdnUrl: string;
  /** Whether anybody may sign in as anyone. */
  readonly devMode: boolean;
}

/** Every feature of the product, wired to each other; the one list of them. */
export function createFeatures(house: House) {
  const { doors, frame } = house;
  const addressOf = createClientAddress(doors.trustedProxies);
  const guilds = createGuilds(house);
  const apiKeys = createApiKeys({ ...house, guilds });
  const idempotency = createIdempotency(house);
  const kit = createApiKit({ ...house, keys: apiKeys, idempotency, addressOf });
  // Sessions live by real time, even where the simulated Discord's clock is moved.
  const auth = createAuth({ ...house, ...doors, guilds, clock: systemClock, checkOrigin: doors.sessionIpCheck });
  const guildName = async (guildId: string) => (await house.directory.guild(guildId))?.name ?? null;
  const moderation = createModeration({ ...house, guilds });
  const logChannel = async (guildId: string) => (await guilds.settings(guildId)).logChannelId;
  const automod = createAutomod({
    ...house,
    ...{ guilds, logChannel, discord: house.guildView },
    enforcer: createEnforcer({ ...house, guildName, settings: guilds.settings, cases: moderation }),
  });
  const pages = createPageKit({
    ...house,
    ...frame,
    haltOf: (guildId) => haltOf({ automod, discord: house.guildView }, guildId),
    doorkeeper: doorkeeper(auth),
    addressOf,
    secure: doors.baseUrl?.startsWith('https:') ?? false,
  });
  const economy = createEconomy({ ...house, guilds, discord: house.guildView });
  const stats = createStats({ ...house, economy });
  const squads = createSquads({ ...house, guilds, economy, discord: house.guildView });
  const site = createSite({ ...house, guilds, economy, squads, discord: house.guildView });
  const history = createHistory({
    ...house,
    parts: [
      createGuildsPart(guilds, house.guildView),
      createEconomyPart(economy),
      createSquadsPart(squads),
      createAutomodPart({ automod, discord: house.guildView }),
    ],
  });
  const webhooks = createWebhooks({ ...house, guilds, economy, squads, moderation, automod });
  const trail = createTrail(house);
  const live = createLive({ above: automod.onChange });
  const features: readonly Feature[] = [
    guildsFeature({ guilds, kit }),
    siteFeature({ ...frame, site, guilds, pages, facts: house.site, baseUrl: doors.baseUrl }),
    apiKeysFeature({ apiKeys, idempotency, kit, pages, baseUrl: doors.baseUrl, discord: house.guildView }),
    authFeature({ auth, pages, asset: frame.asset, baseUrl: doors.baseUrl }),
    economyFeature({
      ...house,
      discord: house.guildView,
      economy,
      guilds,
      kit,
      history,
      pages,
      cdnUrl: frame.cdnUrl,
    }),
    squadsFeature({
      ...house,
      discord: house.guildView,
      guilds,
      economy,
      squads,
      kit,
      pages,
      live,
      cdnUrl: frame.cdnUrl,
    }),
    moderationFeature({ ...house, guilds, moderation, automod, kit, pages, live, cdnUrl: frame.cdnUrl }),
    webhooksFeature({ webhooks, kit, pages }),
    automodFeature({ ...house, automod, moderation, kit, pages, live, discord: house.guildView }),
    historyFeature({ ...house, history, guilds, kit, pages, discord: house.guildView }),
    statsFeature({
      ...house,
      ...createReadiness({ ...house, economy, automod, discord: house.guildView }),
      roleWrites: createRoleWrites({ ...house, discord: house.guildView }),
      stats,
      economy,
      kit,
      live,
      pages,
      cdnUrl: frame.cdnUrl,
    }),
    instanceFeature({
      ...house,
      discord: house.guildView,
      kit,
      pages,
      trail,
      admins: createAdmins({ ...house, ...doors, guilds }),
    }),
    usersFeature({
      ...house,
      kit,
      pages,
      auth,
      economy,
      squads,
      moderation,
      automod,
      stats,
      trail,
      cdnUrl: frame.cdnUrl,
    }),
  ];
  return { features, guilds, economy, squads, moderation, automod, apiKeys, auth, kit, pages, history, stats, live };
}
