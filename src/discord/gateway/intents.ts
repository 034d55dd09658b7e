import { type APIApplication, ApplicationFlags, GatewayIntentBits, type REST, Routes } from 'discord.js';

/** What the product listens to; the privileged ones must be switched on in Discord's developer portal. */
export const WANTED_INTENTS: readonly GatewayIntentBits[] = [
  GatewayIntentBits.Guilds,
  GatewayIntentBits.GuildMembers,
  GatewayIntentBits.GuildModeration,
  GatewayIntentBits.GuildMessages,
  GatewayIntentBits.MessageContent,
];

const PRIVILEGED = new Map<GatewayIntentBits, number>([
  [GatewayIntentBits.GuildPresences, ApplicationFlags.GatewayPresence | ApplicationFlags.GatewayPresenceLimited],
  [GatewayIntentBits.GuildMembers, ApplicationFlags.GatewayGuildMembers | ApplicationFlags.GatewayGuildMembersLimited],
  [
    GatewayIntentBits.MessageContent,
    ApplicationFlags.GatewayMessageContent | ApplicationFlags.GatewayMessageContentLimited,
  ],
]);

/** The privileged intents among these. */
function privileged(intents: readonly GatewayIntentBits[]): GatewayIntentBits[] {
  return intents.filter((intent) => PRIVILEGED.has(intent));
}

/** `MessageContent`. */
export function intentName(intent: GatewayIntentBits): string {
  return GatewayIntentBits[intent];
}

/**
 * Which privileged intents to leave out after Discord refused the login for them: those that the application lacks,
 * or all, if Discord does not say.
 */
export async function refusedIntents(rest: REST, intents: readonly GatewayIntentBits[]): Promise<GatewayIntentBits[]> {
  const asked = privileged(intents);
  try {
    const { flags } = (await rest.get(Routes.currentApplication())) as APIApplication;
    const lacking = asked.filter((intent) => (flags & (PRIVILEGED.get(intent) ?? 0)) === 0);
    return lacking.length > 0 ? lacking : asked;
  } catch {
    return asked;
  }
}
