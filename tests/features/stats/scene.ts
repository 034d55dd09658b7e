import { createStats } from '../../../src/features/stats/service/index.ts';
import type { DatabaseKind } from '../../harness/database.ts';
import { NOON, openScene, type Scene } from '../economy/scene.ts';

export interface StatsScene extends Scene {
  readonly stats: ReturnType<typeof createStats>;
  /** People that Discord knows, by name; nobody else is a member anywhere. */
  readonly members: Map<string, string>;
}

/** The economy's scene, with figures of it. */
export async function openStats(kind: DatabaseKind, start = NOON): Promise<StatsScene> {
  const scene = await openScene(kind, start);
  const members = new Map<string, string>();
  const directory = {
    member: async (_guildId: string, userId: string) => {
      const name = members.get(userId);
      return name === undefined ? null : { userId, username: name, displayName: name };
    },
  };
  const stats = createStats({ ...scene, directory });
  return { ...scene, stats, members };
}
