import type { Snowflake } from '../../../shared/ids.ts';
import type { Evaluation, Happening } from '../rules.ts';

/** The most evaluations that are remembered of a guild, and of all guilds together. */
const MOST_HERE = 200;
const MOST = 5_000;
/** Letters of a text that are kept, so that all of them together stay below 40 MB. */
const TEXT = 1_000;

/** What was judged of late, for traces and for trying rules out: in memory only, and bounded. */
export function createRecent() {
  const byGuild = new Map<Snowflake, Evaluation[]>();
  let kept = 0;

  /** Makes room by the guilds that were silent longest. */
  function makeRoom(): void {
    for (const [guildId, evaluations] of byGuild) {
      if (kept <= MOST) return;
      kept -= evaluations.length;
      byGuild.delete(guildId);
    }
  }

  return {
    keep(evaluation: Evaluation): void {
      const { guildId } = evaluation.happening;
      const evaluations = byGuild.get(guildId) ?? [];
      byGuild.delete(guildId);
      byGuild.set(guildId, evaluations);
      evaluations.push({ ...evaluation, happening: shortened(evaluation.happening) });
      if (evaluations.length > MOST_HERE) evaluations.shift();
      else kept += 1;
      if (kept > MOST) makeRoom();
    },

    /** Oldest first. */
    of: (guildId: Snowflake): readonly Evaluation[] => byGuild.get(guildId) ?? [],
  };
}

export type Recent = ReturnType<typeof createRecent>;

function shortened(happening: Happening): Happening {
  const { post } = happening;
  if (!post || post.content.length <= TEXT) return happening;
  return { ...happening, post: { ...post, content: post.content.slice(0, TEXT) } };
}
