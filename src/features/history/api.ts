import { Elysia } from 'elysia';
import { z } from 'zod';
import { invalid } from '../../http/kit/issues.ts';
import type { ApiKit } from '../../http/kit/kit.ts';
import { operation } from '../../http/kit/operation.ts';
import { Refused } from '../../http/kit/problem.ts';
import { refusalResponse } from '../../http/kit/refusals.ts';
import { described, ofGuild, SAMPLE, text } from '../../http/kit/shapes.ts';
import { etag, expectedVersion, versionOf } from '../../http/kit/version.ts';
import type { Snowflake } from '../../shared/ids.ts';
import { refuse } from '../../shared/refusal.ts';
import { configFile, FORMAT, type HistoryNo, type ImportPreview, VERSION, type Wrong } from './model.ts';
import type { History } from './service/index.ts';
import { historyWording } from './text.ts';

export interface HistoryApiDeps {
  readonly history: Pick<History, 'exportConfig' | 'previewImport' | 'applyImport'>;
  readonly kit: ApiKit;
  readonly directory: { guild(guildId: Snowflake): Promise<{ readonly name: string } | null> };
}

const EXAMPLE_FILE = {
  format: FORMAT,
  version: VERSION,
  exported_at: SAMPLE.instant,
  guild: { id: SAMPLE.guild, name: 'Python Builders' },
  features: { guilds: { timezone: 'Europe/Berlin' } },
};
const { shape } = configFile;
const file = z
  .strictObject({
    format: described(shape.format, 'What kind of file this is.', FORMAT),
    version: described(shape.version, 'Of the kind of file.', VERSION),
    exported_at: described(shape.exported_at, 'When it was written.', SAMPLE.instant),
    guild: shape.guild
      .extend({
        id: described(shape.guild.shape.id, 'Its Discord id.', SAMPLE.guild),
        name: described(shape.guild.shape.name, 'What it is called.', EXAMPLE_FILE.guild.name),
      })
      .meta({ description: 'Where it comes from; it may be imported elsewhere.', examples: [EXAMPLE_FILE.guild] }),
    features: described(
      shape.features,
      'Settings by feature: `guilds`, `economy`, `squads`, `automod`. What is left out stays.',
      EXAMPLE_FILE.features,
    ),
  })
  .meta({ examples: [EXAMPLE_FILE] });

const importQuery = z.strictObject({
  dry_run: z
    .enum(['true', 'false'])
    .optional()
    .meta({ description: 'Whether to tell what would change and write nothing.', examples: ['true'] }),
});

const EXAMPLE_NOTE = 'Gophers is deleted; nobody is in it.';
const imported = z.object({
  dry_run: described(z.boolean(), 'Whether nothing was written.', true),
  changes: z
    .array(
      z.object({
        feature: text('Whose setting.', 'economy'),
        path: text('Which, as in the file; squads and rules by their id, new ones by their name.', 'dailyAmount'),
        label: text('What people call it.', 'Daily bytes'),
        before: z
          .unknown()
          .optional()
          .meta({ description: 'Its value; left out where there was none.', examples: [10] }),
        after: z
          .unknown()
          .optional()
          .meta({ description: 'The file’s value; left out where it has none.', examples: [25] }),
      }),
    )
    .meta({ description: 'Every setting that differs.' }),
  notes: z
    .array(z.object({ feature: text('Whose settings.', 'squads'), sentence: text('What it means.', EXAMPLE_NOTE) }))
    .meta({ description: 'What else they mean: whom it hits, what is closed instead of deleted, which rules act.' }),
});
const EXAMPLE_IMPORT = {
  dry_run: true,
  changes: [{ feature: 'economy', path: 'dailyAmount', label: 'Daily bytes', before: 10, after: 25 }],
  notes: [],
};

/** A guild's whole configuration over REST, below `/guilds/{guild_id}/config`. */
export function historyApi({ history, kit, directory }: HistoryApiDeps) {
  async function exported(guildId: Snowflake) {
    const name = (await directory.guild(guildId))?.name;
    if (name === undefined) throw new Refused('guild_not_found');
    const found = await history.exportConfig({ id: guildId, name });
    return { found, version: versionOf(found.features) };
  }

  return new Elysia({ prefix: '/guilds/:guild_id/config', tags: ['Configuration'] })
    .use(kit.plugin)
    .get(
      '',
      async ({ params, set }) => {
        const { found, version } = await exported(params.guild_id);
        set.headers.etag = etag(version);
        return found;
      },
      {
        right: { scope: 'guilds:read', guild: 'guild_id' },
        params: ofGuild,
        detail: operation({
          id: 'exportGuildConfig',
          summary: 'Export a guild’s configuration',
          description: 'The same file as the dashboard’s export: what all parts share, bytes, squads and rules.',
          answer: file,
          example: EXAMPLE_FILE,
          versioned: 'reads',
          errors: ['discord_away'],
        }),
      },
    )
    .put(
      '',
      async ({ params: { guild_id: guildId }, query, body, actor, request, set }) => {
        const expected = expectedVersion(request);
        const content = JSON.stringify(body);
        // Compared first: what changes after this is noticed by the write itself.
        const preview = await history.previewImport(guildId, content);
        if (isWrong(preview)) return refused(request, preview);
        const { version } = await exported(guildId);
        if (version !== expected) throw new Refused('version_mismatch');
        const dryRun = query.dry_run === 'true';
        if (!dryRun) {
          const applied = await history.applyImport({ guildId, text: content, version: preview.version, actor });
          if (isWrong(applied)) return refused(request, applied);
        }
        set.headers.etag = etag(dryRun ? version : (await exported(guildId)).version);
        return { dry_run: dryRun, changes: changesOf(preview), notes: notesOf(preview) };
      },
      {
        right: { scope: 'guilds:manage', guild: 'guild_id' },
        params: ofGuild,
        query: importQuery,
        body: file,
        detail: operation({
          id: 'importGuildConfig',
          summary: 'Import a guild’s configuration',
          description:
            'All that differs is written at once or not at all. A squad or a rule is the one of its id, or else of its name, or else new; what a list leaves out is deleted, except that a squad with members is closed. With `dry_run` it only tells what would change; the same `If-Match` then makes sure that exactly this is done.',
          answer: imported,
          example: EXAMPLE_IMPORT,
          versioned: 'writes',
          errors: ['discord_away', 'guild_unseen'],
        }),
      },
    );
}

function changesOf({ parts }: ImportPreview) {
  return parts.flatMap(({ feature, differences }) =>
    differences.map(({ path, label, before, after }) => ({ feature, path, label, before, after })),
  );
}

function notesOf({ parts }: ImportPreview) {
  return parts.flatMap(({ feature, notes }) => notes.map((sentence) => ({ feature, sentence })));
}

function isWrong<Value extends object>(answer: Value | Wrong | HistoryNo): answer is Wrong | HistoryNo {
  return 'issues' in answer || 'refused' in answer;
}

function refused(request: Request, no: Wrong | HistoryNo): Response {
  if ('issues' in no) throw new Refused('invalid_request', invalid(no.issues.map(fieldError)));
  if (no.refused === 'discord_away' || no.refused === 'guild_unseen') {
    return refusalResponse(request, refuse(no.refused, no.context), historyWording);
  }
  throw new Refused('version_mismatch');
}

function fieldError({ path, message }: Wrong['issues'][number]) {
  const pointer = path === '' ? '#' : `#/${path.replaceAll('.', '/')}`;
  return { in: 'body' as const, pointer, detail: /^[A-Z]/.test(message) ? message : `It ${message}.` };
}
