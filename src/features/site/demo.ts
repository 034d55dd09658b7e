import type { DemoGuild } from '../../feature.ts';
import type { Guilds } from '../guilds/service.ts';

const STAFF = { id: 'demo', name: 'Demo' };

/** Simulated guilds are shown publicly, unless somebody decided about their settings. */
export async function fillDemo(
  guilds: Pick<Guilds, 'isChosen' | 'settings' | 'putSettings'>,
  demo: readonly DemoGuild[],
): Promise<void> {
  for (const { guildId } of demo) {
    if (await guilds.isChosen(guildId)) continue;
    const { timezone } = await guilds.settings(guildId);
    await guilds.putSettings(guildId, { timezone, isPublic: true }, STAFF);
  }
}
