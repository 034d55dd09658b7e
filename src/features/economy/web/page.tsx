import { BytesPage } from '../../../../views/dashboard/guild/bytes.tsx';
import { BytesPreview } from '../../../../views/dashboard/guild/bytes-preview.tsx';
import type { BytesValues, FieldErrors } from '../../../../views/dashboard/guild/bytes-values.ts';
import type { Change } from '../../../../views/ui/diff.tsx';
import type { MemberRef } from '../../../../views/ui/people.tsx';
import type { Tab } from '../../../../views/ui/tabs.tsx';
import { htmlResponse, type PageContext } from '../../../http/kit/pages/pages.ts';
import type { Place, Viewer } from '../../../http/kit/pages/visit.ts';
import type { Snowflake } from '../../../shared/ids.ts';
import type { StoredConfig } from '../model.ts';
import { SYSTEM, TRANSACTION_TYPES, type TransactionType } from '../rules.ts';
import { transactionNames } from '../text.ts';
import { forecastOf } from './forecast.ts';
import type { EconomyWebDeps } from './parts.ts';
import { type Surroundings, surroundingsOf } from './surroundings.ts';

export interface BytesContext extends PageContext {
  readonly viewer: Viewer;
  readonly place: Place;
}

/** A form that is shown again, and why. */
export interface Shown {
  readonly values: BytesValues;
  readonly errors?: FieldErrors;
  readonly trouble?: string | null;
  readonly conflict?: { readonly by: string; readonly changes: readonly Change[] } | null;
  readonly stored: StoredConfig;
  readonly around: Surroundings;
  readonly status?: number;
}

const ENTRIES = 20;
const ENTRY = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/;
/** What most ledgers hold, in the order of their filters. */
const KINDS: readonly TransactionType[] = ['daily', 'transfer', 'reward', 'admin_adjust', 'refund', 'squad_fee'];

const AWAY =
  'Discord does not answer right now, so roles and channels cannot be chosen or checked. What is saved stays in force.';

export function pathOf({ guild }: Place): string {
  return `/admin/guilds/${guild.id}/bytes`;
}

/** The page about a guild's bytes, with the form as given. */
export function bytesPage(deps: EconomyWebDeps) {
  const { economy, pages } = deps;

  const around = (guildId: Snowflake, stored: StoredConfig): Promise<Surroundings> =>
    surroundingsOf(deps, guildId, stored);

  async function show(context: BytesContext, shown: Shown): Promise<Response> {
    const { place, viewer } = context;
    const { values, errors = {}, conflict = null, stored, around, status } = shown;
    const guildId = place.guild.id;
    const [shell, ledger, top, forecast] = await Promise.all([
      pages.shell(context),
      ledgerOf(context),
      economy.leaderboard(guildId),
      forecastIn(guildId, values, around),
    ]);
    const page = BytesPage({
      shell,
      guild: place.guild,
      form: { values, errors, version: stored.version, ...around, action: pathOf(place), csrf: viewer.csrf },
      forecast,
      trouble: shown.trouble ?? (around.away ? AWAY : null),
      conflict,
      rewarding: Object.keys(stored.roleRewards).length > 0,
      top: top.rows.map(({ rank, userId, username, balance }) => ({
        rank,
        balance,
        member: faceOf(guildId, userId, username),
      })),
      ledger,
    });
    return htmlResponse(await page, status);
  }

  async function ledgerOf({ request, place }: BytesContext) {
    const query = new URL(request.url).searchParams;
    const guildId = place.guild.id;
    const type = TRANSACTION_TYPES.find((one) => one === query.get('type'));
    const asked = query.get('before') ?? '';
    const before = ENTRY.test(asked) ? asked : undefined;
    const { entries, next } = await economy.transactions({ guildId, type, before }, ENTRIES);
    const address = (of: TransactionType | undefined, older?: string) => {
      const search = new URLSearchParams({ ...(of && { type: of }), ...(older && { before: older }) }).toString();
      return pathOf(place) + (search && `?${search}`);
    };
    return {
      entries,
      faces: (userId: string, username: string | null) =>
        userId === SYSTEM ? null : faceOf(guildId, userId, username),
      filters: filtersOf(type, address),
      newer: before === undefined ? null : address(type),
      older: next === null ? null : address(type, next),
      verified: economy.lastVerified(guildId),
    };
  }

  const forecastIn = (guildId: Snowflake, values: BytesValues, { roles }: Surroundings) =>
    forecastOf(values, {
      roles,
      hindsight: (config) => economy.hindsight(guildId, config),
      face: (userId, username) => faceOf(guildId, userId, username),
    });

  /** With the name and the picture that Discord shows, or else the name that is known. */
  function faceOf(guildId: Snowflake, id: string, username: string | null): MemberRef {
    const heard = deps.directory.heard(guildId, id);
    const avatarUrl = heard?.avatar ? `${deps.cdnUrl}/avatars/${id}/${heard.avatar}.png?size=64` : null;
    return { id, name: heard?.displayName ?? username ?? id, avatarUrl, color: null };
  }

  return {
    around,
    show,
    preview: async (guildId: Snowflake, values: BytesValues, around: Surroundings): Promise<Response> =>
      htmlResponse(await BytesPreview({ forecast: await forecastIn(guildId, values, around) })),
  };
}

function filtersOf(
  current: TransactionType | undefined,
  address: (type: TransactionType | undefined) => string,
): Tab[] {
  return [
    { label: 'All', href: address(undefined), current: current === undefined },
    ...KINDS.map((type) => ({ label: transactionNames[type], href: address(type), current: type === current })),
  ];
}
