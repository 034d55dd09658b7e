import type { Snowflake } from '../../../shared/ids.ts';
import { checkedBy } from '../../../shared/issues.ts';
import { isRefusal } from '../../../shared/refusal.ts';
import type { GuildConfigPart } from '../../history/service/parts.ts';
import { type ConfiguredSquad, type SquadInput, type SquadsConfig, squadsConfig } from '../model.ts';
import { SQUADS_LIMIT } from '../rules.ts';
import { isSame } from './configuring.ts';
import type { Squads } from './index.ts';

const FIELDS: Readonly<Record<keyof SquadInput, string>> = {
  name: 'Name',
  roleId: 'Role',
  description: 'Description',
  switchCost: 'Bytes to switch to it',
  maxMembers: 'Most members',
  minReceived: 'Bytes received at least',
  minAccountDays: 'Days of the account at least',
  requiredRoleId: 'Role that is needed',
  isActive: 'Takes members',
  welcome: 'Welcome',
};

const LABELS = Object.fromEntries(Object.entries(FIELDS).map(([field, label]) => [`squads.${field}`, label]));

const TOO_MANY = `must be at most ${SQUADS_LIMIT}, with those that have members and are not among them`;

/** A guild's squads, for history, export and import. */
export function createSquadsPart(
  squads: Pick<Squads, 'readConfig' | 'headcounts' | 'problemsOfAll' | 'writeConfig' | 'configWritten'>,
): GuildConfigPart {
  /**
   * What is wished for and what it leaves out. Squads with members are closed instead of deleted: members would lose what
   * no way back restores, and nobody who reads a list of settings expects to take roles from people.
   */
  async function withClosed(guildId: Snowflake, now: SquadsConfig, wanted: readonly ConfiguredSquad[]) {
    const counts = await squads.headcounts(guildId);
    const countOf = ({ id = '' }: ConfiguredSquad) => counts.get(id) ?? NOBODY;
    const kept = new Map(wanted.map((one) => [one.id, one]));
    const left = now.squads.filter(({ id }) => !kept.has(id));
    const [closed, gone] = [
      left.filter((one) => counts.has(one.id ?? '')),
      left.filter((one) => !counts.has(one.id ?? '')),
    ];
    const rerolled = now.squads.flatMap((was) => {
      const wish = kept.get(was.id);
      return wish && wish.roleId !== was.roleId && countOf(was).members > 0 ? [wish] : [];
    });
    return {
      value: { squads: [...wanted, ...closed.map((one) => ({ ...one, isActive: false }))] },
      notes: [
        ...rerolled.map((one) => `${one.name}: ${followers(countOf(one).members)} the old one.`),
        ...closed.map((one) => `${one.name} would be deleted, but has ${people(countOf(one))}: ${KEPT}`),
        ...gone.map(({ name }) => `${name} is deleted; nobody is in it.`),
      ],
    };
  }

  return {
    name: 'squads',
    title: 'Squads',
    action: 'squads.config.changed',
    steps: {
      'squads.squad.created': ({ target, after }) => ({ list: 'squads', id: target ?? '', before: null, after }),
      'squads.squad.changed': ({ target, before, after }) => ({ list: 'squads', id: target ?? '', before, after }),
      // What it holds after is how many lost the squad.
      'squads.squad.deleted': ({ target, before }) => ({ list: 'squads', id: target ?? '', before, after: null }),
      'squads.order.changed': ({ before, after }) => ({
        list: 'squads',
        order: { before: idsIn(before), after: idsIn(after) },
      }),
    },
    lists: { squads: 'squad' },
    labels: LABELS,
    read: squads.readConfig,
    async check(guildId, given) {
      const checked = checkedBy(squadsConfig, given);
      if ('issues' in checked) return checked;
      const { value: now } = await squads.readConfig(guildId);
      const { value, notes } = await withClosed(guildId, now, checked.value.squads);
      const known = new Map(now.squads.map((one) => [one.id, one]));
      const isNews = (one: ConfiguredSquad) => {
        const was = one.id === undefined ? undefined : known.get(one.id);
        return !was || !isSame({ ...was, isActive: was.isActive && one.isActive }, one);
      };
      if (value.squads.length > SQUADS_LIMIT) return { issues: [{ path: 'squads', message: TOO_MANY }] };
      const problems = await squads.problemsOfAll(guildId, value.squads, new Set(value.squads.filter(isNews)));
      if (isRefusal(problems)) return problems;
      const issues = problems.flatMap((found, at) =>
        found.map(({ field, sentence }) => {
          const squad = value.squads[at];
          const role = field === 'name' ? '' : ` (role ${squad?.[field]})`;
          return { path: `squads.${at}.${field}`, message: `${squad?.name}${role}: ${sentence}` };
        }),
      );
      return issues.length > 0 ? { issues } : { value, notes };
    },
    write: (tx, { guildId, value, version, actor, target }) =>
      squads.writeConfig(tx, guildId, value as SquadsConfig, { actor, version, target }),
    written: squads.configWritten,
  };
}

function idsIn(noted: object | null): readonly string[] {
  return (noted as { readonly order?: readonly string[] } | null)?.order ?? [];
}

const NOBODY: Count = { members: 0, departed: 0 };
const KEPT = 'they keep it, and it takes nobody any more. Delete it among the squads if they shall lose it.';

function followers(members: number): string {
  if (members === 1) return 'its member gets the new role and loses';
  return `its ${people({ members, departed: 0 })} get the new role and lose`;
}

interface Count {
  readonly members: number;
  readonly departed: number;
}

/** `12 members`, `1 member and 2 who left the server` */
function people({ members, departed }: Count): string {
  const here = `${members.toLocaleString('en-US')} member${members === 1 ? '' : 's'}`;
  return departed === 0 ? here : `${here} and ${departed.toLocaleString('en-US')} who left the server`;
}
