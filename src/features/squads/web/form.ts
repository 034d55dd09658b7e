import { Elysia } from 'elysia';
import { SquadFormPage } from '../../../../views/dashboard/guild/squad-form.tsx';
import type { SquadForm, SquadValues } from '../../../../views/dashboard/guild/squad-values.ts';
import { textOf } from '../../../http/kit/pages/fields.ts';
import { htmlResponse } from '../../../http/kit/pages/pages.ts';
import { actorOf } from '../../../http/kit/pages/visit.ts';
import { cssColour } from '../../../shared/colour.ts';
import { isRefusal } from '../../../shared/refusal.ts';
import { type RoleOption, SQUAD_DEFAULTS, type Squad, type SquadInput, type SquadsNo, settingsOf } from '../model.ts';
import { checkSquad, differing, typedValues, valuesOf } from './checked.ts';
import {
  MANAGED,
  PATH,
  pathOf,
  type SquadContext,
  type SquadsContext,
  type SquadsWebDeps,
  turnBack,
  worded,
} from './parts.ts';

interface Shown {
  /** Null: a new one. */
  readonly squad: Squad | null;
  readonly values: SquadValues;
  readonly errors?: SquadForm['errors'];
  readonly trouble?: string | null;
  /** What was written, where somebody saved something else meanwhile. */
  readonly overtaken?: SquadInput;
  readonly status?: number;
}

/** The field that a refusal is about. */
const FIELD_OF: Readonly<Partial<Record<SquadsNo['refused'], string>>> = {
  squad_name_taken: 'name',
  squad_role_taken: 'roleId',
};

/** A squad is created, and changed. */
export function formPages(deps: SquadsWebDeps) {
  const { squads, pages } = deps;

  async function show(context: SquadsContext, { squad, values, errors = {}, trouble, overtaken, status }: Shown) {
    const { guild } = context.place;
    const [shell, options] = await Promise.all([pages.shell(context), squads.roleOptions(guild.id, squad?.id)]);
    const roles = isRefusal(options) ? [] : options.filter(({ id }) => id !== guild.id);
    const roleName = (id: string) => `@${roles.find((role) => role.id === id)?.name ?? id}`;
    const form: SquadForm = {
      values,
      errors,
      version: squad?.version ?? null,
      roles: givable(roles).map(({ id, name, color, problem }) => ({
        ...{ id, name, color: cssColour(color), unavailable: problem },
      })),
      trouble: trouble ?? (isRefusal(options) ? worded(options) : null),
      conflict: squad && overtaken ? differing(settingsOf(squad), overtaken, roleName) : null,
    };
    return htmlResponse(await SquadFormPage({ shell, guild, squad, form }), status);
  }

  /** Checks what was typed, by itself and against the guild, then writes it. */
  async function save(
    context: SquadsContext,
    squad: Squad | null,
    write: (input: SquadInput) => Promise<Squad | SquadsNo>,
  ): Promise<Response> {
    const { visit, place } = context;
    const values = typedValues(visit.fields);
    const { input, errors } = checkSquad(values);
    if (!input) return show(context, { squad, values, errors, status: 422 });
    const problems = await squads.problems(place.guild.id, input, squad?.id);
    if (isRefusal(problems)) return refuse(context, { squad, values }, problems, input);
    if (problems.length > 0) {
      const wrong = Object.fromEntries(problems.map(({ field, sentence }) => [field, sentence]));
      return show(context, { squad, values, errors: wrong, status: 422 });
    }
    const saved = await write(input);
    if ('refused' in saved) return refuse(context, { squad, values }, saved, input);
    const text = squad ? `${saved.name} is saved.` : `${saved.name} is there. Members join with /squads join.`;
    return pages.redirect(context, pathOf(place), { kind: 'success', text });
  }

  async function refuse(
    context: SquadsContext,
    { squad, values }: Pick<Shown, 'squad' | 'values'>,
    no: SquadsNo,
    input: SquadInput,
  ): Promise<Response> {
    const field = FIELD_OF[no.refused];
    if (field) return show(context, { squad, values, errors: { [field]: worded(no) }, status: 422 });
    if (no.refused === 'squad_unknown') return turnBack(deps, context, no);
    if (no.refused !== 'squad_changed_meanwhile' || !squad) {
      const status = no.refused === 'discord_away' ? 503 : 409;
      return show(context, { squad, values, trouble: worded(no), status });
    }
    const now = await squads.find(context.place.guild.id, squad.id);
    if ('refused' in now) return turnBack(deps, context, now);
    return show(context, { squad: now, values, overtaken: input, status: 409 });
  }

  async function withSquad(context: SquadContext, work: (squad: Squad) => Promise<Response>): Promise<Response> {
    const found = await squads.find(context.place.guild.id, context.params.squad_id);
    return 'refused' in found ? turnBack(deps, context, found) : work(found);
  }

  return new Elysia()
    .use(pages.plugin)
    .get(`${PATH}/new`, (context) => show(context, { squad: null, values: BLANK }), { mayIn: MANAGED })
    .post(
      `${PATH}/new`,
      (context) => {
        const { place, viewer, visit } = context;
        return save(context, null, (input) => squads.create(place.guild.id, input, actorOf(viewer, visit)));
      },
      { mayIn: MANAGED },
    )
    .get(
      `${PATH}/:squad_id/edit`,
      (context) => withSquad(context, (squad) => show(context, { squad, values: valuesOf(squad) })),
      { mayIn: MANAGED },
    )
    .post(
      `${PATH}/:squad_id/edit`,
      (context) =>
        withSquad(context, (squad) => {
          const { place, viewer, visit } = context;
          const expectedVersion = Number(textOf(visit.fields.get('version')) || Number.NaN);
          return save(context, squad, (input) =>
            squads.edit(place.guild.id, squad.id, input, { actor: actorOf(viewer, visit), expectedVersion }),
          );
        }),
      { mayIn: MANAGED },
    );
}

/** Those that can be chosen first. */
function givable(roles: readonly RoleOption[]): RoleOption[] {
  return roles.toSorted((one, other) => Number(one.problem !== null) - Number(other.problem !== null));
}

const BLANK: SquadValues = valuesOf({ ...SQUAD_DEFAULTS, name: '', roleId: '' });
