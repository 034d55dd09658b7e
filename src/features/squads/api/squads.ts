import { Elysia } from 'elysia';
import { z } from 'zod';
import { invalid } from '../../../http/kit/issues.ts';
import { operation } from '../../../http/kit/operation.ts';
import { Refused } from '../../../http/kit/problem.ts';
import { etag, expectedVersion } from '../../../http/kit/version.ts';
import { isRefusal } from '../../../shared/refusal.ts';
import type { Squad, SquadInput, SquadsNo } from '../model.ts';
import {
  EXAMPLE,
  FIELDS,
  inputOf,
  ofGuild,
  ofSquad,
  PREFIX,
  READ,
  refused,
  type SquadsApiDeps,
  squad,
  squadOf,
  WRITE,
  wish,
} from './shapes.ts';

const FIT_ERRORS = ['guild_unseen', 'discord_away', 'squad_role_taken', 'squad_name_taken'] as const;
const removal = z.strictObject({
  force: z
    .enum(['true', 'false'])
    .optional()
    .meta({ description: 'Whether to delete it although it has members.', examples: ['false'] }),
});

/** The squads of a guild. */
export function squadsApi({ squads, kit }: SquadsApiDeps) {
  async function shown(guildId: string, one: Squad) {
    const [seen] = await squads.seen(guildId, [one]);
    return squadOf(seen ?? { ...one, color: null, problem: null });
  }

  /** Everything that does not fit the guild, at once. */
  async function misfit(guildId: string, input: SquadInput, squadId: string | null): Promise<SquadsNo | null> {
    const problems = await squads.problems(guildId, input, squadId);
    if (isRefusal(problems)) return problems as SquadsNo;
    if (problems.length === 0) return null;
    const errors = problems.map(({ field, sentence }) => ({
      ...{ in: 'body' as const, pointer: `#/${FIELDS[field]}`, detail: sentence },
    }));
    throw new Refused('invalid_request', invalid(errors));
  }

  return new Elysia({ prefix: PREFIX, tags: ['Squads'] })
    .use(kit.plugin)
    .get(
      '',
      async ({ params: { guild_id: guildId } }) => {
        const all = await squads.seen(guildId, await squads.list(guildId));
        return { data: all.map(squadOf) };
      },
      {
        right: READ,
        params: ofGuild,
        detail: operation({
          id: 'listSquads',
          summary: 'List squads',
          description: 'All of them, in their order.',
          answer: z.object({ data: z.array(squad).meta({ description: 'The squads.' }) }),
          example: { data: [EXAMPLE.squad] },
        }),
      },
    )
    .post(
      '',
      async ({ params: { guild_id: guildId }, body, actor, request, set }) => {
        const input = inputOf(body);
        const no = await misfit(guildId, input, null);
        if (no) return refused(request, no);
        const made = await squads.create(guildId, input, actor);
        if ('refused' in made) return refused(request, made);
        set.status = 201;
        set.headers.etag = etag(made.version);
        return shown(guildId, made);
      },
      {
        right: WRITE,
        params: ofGuild,
        body: wish,
        detail: operation({
          id: 'createSquad',
          summary: 'Create a squad',
          description: 'Behind all others. A role belongs to one squad, so a repetition makes no second one.',
          answer: squad,
          example: EXAMPLE.squad,
          status: 201,
          versioned: 'reads',
          errors: [...FIT_ERRORS, 'squads_full'],
        }),
      },
    )
    .get(
      '/:squad_id',
      async ({ params: { guild_id: guildId, squad_id: id }, request, set }) => {
        const found = await squads.find(guildId, id);
        if ('refused' in found) return refused(request, found);
        set.headers.etag = etag(found.version);
        return shown(guildId, found);
      },
      {
        right: READ,
        params: ofSquad,
        detail: operation({
          id: 'getSquad',
          summary: 'Get a squad',
          answer: squad,
          example: EXAMPLE.squad,
          versioned: 'reads',
          errors: ['squad_unknown'],
        }),
      },
    )
    .put(
      '/:squad_id',
      async ({ params: { guild_id: guildId, squad_id: id }, body, actor, request, set }) => {
        const version = expectedVersion(request);
        const input = inputOf(body);
        const no = await misfit(guildId, input, id.toLowerCase());
        if (no) return refused(request, no);
        const saved = await squads.edit(guildId, id, input, { actor, expectedVersion: version });
        if ('refused' in saved && saved.refused === 'squad_changed_meanwhile') throw new Refused('version_mismatch');
        if ('refused' in saved) return refused(request, saved);
        set.headers.etag = etag(saved.version);
        return shown(guildId, saved);
      },
      {
        right: WRITE,
        params: ofSquad,
        body: wish,
        detail: operation({
          id: 'replaceSquad',
          summary: 'Replace a squad’s settings',
          description:
            'All of them. With another role, members lose the old one and get the new one in the background.',
          answer: squad,
          example: EXAMPLE.squad,
          versioned: 'writes',
          errors: [...FIT_ERRORS, 'squad_unknown'],
        }),
      },
    )
    .delete(
      '/:squad_id',
      async ({ params: { guild_id: guildId, squad_id: id }, query: { force }, actor, request }) => {
        const gone = await squads.remove(guildId, id, { actor, force: force === 'true' });
        return 'refused' in gone ? refused(request, gone) : new Response(null, { status: 204 });
      },
      {
        right: WRITE,
        params: ofSquad,
        query: removal,
        detail: operation({
          id: 'deleteSquad',
          summary: 'Delete a squad',
          description:
            'One with members is deleted with `force` only; they lose the role in the background. What people did stays in the history.',
          answer: null,
          errors: ['squad_unknown', 'squad_has_members'],
        }),
      },
    );
}
