import { createEconomyPart } from '../../../src/features/economy/service/config-part.ts';
import { createGuildsPart } from '../../../src/features/guilds/service/config-part.ts';
import { createHistory } from '../../../src/features/history/service/index.ts';
import type { DatabaseKind } from '../../harness/database.ts';
import { openScene } from '../economy/scene.ts';

/** The economy's scene, with the history of its settings. */
export async function openHistory(kind: DatabaseKind) {
  const scene = await openScene(kind);
  const parts = [createGuildsPart(scene.guilds, scene.discord), createEconomyPart(scene.economy)];
  return { ...scene, history: createHistory({ ...scene, parts }) };
}

export type HistoryScene = Awaited<ReturnType<typeof openHistory>>;
