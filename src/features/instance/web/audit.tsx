import { Elysia } from 'elysia';
import type { ChangeRecord } from '../../../../views/dashboard/changes.tsx';
import { AuditPage } from '../../../../views/dashboard/settings/system.tsx';
import { auditDeed } from '../../../shared/deeds.ts';
import { legible } from '../../../shared/legible.ts';
import { TRAIL_KINDS, type TrailEntry, type TrailKind } from '../model.ts';
import { inWords, labelOf } from '../text.ts';
import { type InstanceWebDeps, SETTINGS, shown } from './parts.ts';

const PAGE = 30;
const LONGEST = 100;
const LABELS: Readonly<Record<TrailKind, string>> = {
  all: 'All',
  settings: 'Settings',
  key: 'Keys',
  sign_in: 'Sign-ins',
  other: 'Other',
};

/** Everything that anybody did, in every guild. */
export function auditPage({ pages, trail }: InstanceWebDeps) {
  return new Elysia().use(pages.plugin).get(
    `${SETTINGS}/audit`,
    async (context) => {
      const asked = new URL(context.request.url).searchParams;
      const kind = TRAIL_KINDS.find((one) => one === asked.get('kind')) ?? 'all';
      const text = legible(asked.get('q') ?? '')
        .trim()
        .slice(0, LONGEST);
      const place = { before: asked.get('before') ?? undefined, after: asked.get('after') ?? undefined };
      const [shell, places, page] = await Promise.all([
        pages.shell(context),
        pages.placesOf(context.viewer),
        trail.entries({ kind, text, ...place, limit: PAGE }),
      ]);
      const names = new Map((places ?? []).map(({ guild }) => [guild.id, guild.name]));
      const { entries, hasNewer, hasOlder } = page;
      return shown(
        AuditPage({
          shell,
          query: text,
          filters: TRAIL_KINDS.map((one) => ({
            href: addressOf(one, text),
            label: LABELS[one],
            current: one === kind,
          })),
          records: entries.map((entry) => toRecord(entry, names)),
          newer: hasNewer && entries[0] ? addressOf(kind, text, { after: entries[0].id }) : null,
          older: hasOlder ? addressOf(kind, text, { before: entries.at(-1)?.id ?? '' }) : null,
        }),
      );
    },
    { may: 'admin' },
  );
}

function addressOf(kind: TrailKind, text: string, place: Readonly<Record<string, string>> = {}): string {
  const query = new URLSearchParams({
    ...(kind === 'all' ? {} : { kind }),
    ...(text === '' ? {} : { q: text }),
    ...place,
  });
  return `?${query}`;
}

function toRecord(entry: TrailEntry, names: ReadonlyMap<string, string>): ChangeRecord {
  const { id, at, actorId, actorName, action, guildId, ip, requestId, before, after } = entry;
  return {
    id,
    at,
    actor: { id: actorId, name: actorName ?? actorId, avatarUrl: null },
    action: auditDeed(action),
    guild: guildId && (names.get(guildId) ?? guildId),
    ip,
    requestId,
    changes: changesOf(fieldsOf(before), fieldsOf(after)),
    restore: null,
  };
}

function changesOf(before: ReadonlyMap<string, unknown>, after: ReadonlyMap<string, unknown>) {
  return [...new Set([...before.keys(), ...after.keys()])]
    .map((field) => ({ field: labelOf(field), before: inWords(before.get(field)), after: inWords(after.get(field)) }))
    .filter((change) => change.before !== change.after);
}

function fieldsOf(value: unknown): Map<string, unknown> {
  return new Map(Object.entries(typeof value === 'object' && value !== null ? value : {}));
}
