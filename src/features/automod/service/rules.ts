import type { Tx } from '../../../platform/db/database.ts';
import { authorship } from '../../../shared/actor.ts';
import type { Snowflake } from '../../../shared/ids.ts';
import { isRefusal, type Refusal, refuse } from '../../../shared/refusal.ts';
import type { Actor } from '../../guilds/service.ts';
import { type RuleInput, settingsOf } from '../model/index.ts';
import { type PresetName, presetRules } from '../model/presets.ts';
import { MOST_PATTERNS, MOST_RULES, type Rule } from '../rules.ts';
import * as store from '../store/rules.ts';
import { GUILD_STEPS, stepsIn } from '../triggers/patterns.ts';
import { type AutomodDeps, idAt, instant } from './context.ts';
import type { LiveRules } from './live.ts';

type Unwritten = Refusal<
  | 'automod_rule_unknown'
  | 'automod_rule_changed'
  | 'automod_rules_limit'
  | 'automod_patterns_limit'
  | 'automod_patterns_large'
  | 'automod_rule_name_taken'
>;

/** The guild's rules inside a transaction, of which there is one at a time for each guild. */
interface Desk {
  readonly tx: Tx;
  readonly guildId: Snowflake;
  readonly rules: readonly Rule[];
  /** Notes in the audit log what was done. */
  record(action: string, target: string | null, change: { before: object | null; after: object | null }): Promise<void>;
}

/** A guild's rules: written with an audit entry, in force everywhere within a second. */
export function createRules({ db, clock, guilds }: AutomodDeps, live: LiveRules) {
  const now = () => instant(clock.now());

  /** Runs a change alone; what it refuses is rolled back and told to nobody. */
  async function change<T>(
    guildId: Snowflake,
    actor: Actor,
    work: (desk: Desk) => Promise<T | Refusal>,
  ): Promise<T | Refusal> {
    const done = await db.transaction(async (tx) => {
      await store.lockState(tx, guildId);
      const record: Desk['record'] = (action, target, { before, after }) =>
        guilds.record(tx, { guildId, ...authorship(actor), action, target, before, after });
      return work({ tx, guildId, rules: await store.listRules(tx, guildId), record });
    });
    if (!isRefusal(done)) live.changed(guildId);
    return done;
  }

  async function insert(desk: Desk, inputs: readonly RuleInput[]): Promise<Rule[] | Unwritten> {
    const { tx, guildId, rules } = desk;
    if (rules.length + inputs.length > MOST_RULES) return refuse('automod_rules_limit', { max: MOST_RULES });
    const crowded = tooManyPatterns([...rules, ...inputs]);
    if (crowded) return crowded;
    const taken = inputs.find(({ name }) => isTaken(rules, name));
    if (taken) return refuse('automod_rule_name_taken', { name: taken.name });
    const added: Rule[] = [];
    for (const input of inputs) {
      const id = idAt(clock.now());
      await store.addRule(tx, { id, guildId, priority: rules.length + added.length + 1, now: now() }, input);
      await desk.record('automod.rule.created', id, { before: null, after: input });
      added.push(await rule(tx, guildId, id));
    }
    return added;
  }

  return {
    /** In the order in which they are judged. */
    rules: (guildId: Snowflake): Promise<Rule[]> => store.listRules(db, guildId),

    rule: (guildId: Snowflake, id: string): Promise<Rule | null> => store.findRule(db, guildId, id),

    /** Adds a rule behind the others. */
    addRule(guildId: Snowflake, input: RuleInput, actor: Actor) {
      return change(guildId, actor, async (desk) => {
        const added = await insert(desk, [input]);
        return isRefusal(added) ? added : (added[0] as Rule);
      }) as Promise<Rule | Unwritten>;
    },

    /** Replaces a rule; one that was tripped works again. @param version what was seen, or null to overwrite anything */
    putRule(
      guildId: Snowflake,
      id: string,
      { input, version }: { input: RuleInput; version: number | null },
      actor: Actor,
    ) {
      return change(guildId, actor, async ({ tx, rules, record }) => {
        const before = rules.find((rule) => rule.id === id);
        if (!before) return refuse('automod_rule_unknown');
        if (version !== null && version !== before.version) return refuse('automod_rule_changed');
        const others = rules.filter((rule) => rule.id !== id);
        if (isTaken(others, input.name)) return refuse('automod_rule_name_taken', { name: input.name });
        const crowded = tooManyPatterns([...others, input]);
        if (crowded) return crowded;
        await store.saveRule(tx, { id, guildId, now: now() }, input);
        await record('automod.rule.changed', id, { before: settingsOf(before), after: input });
        return rule(tx, guildId, id);
      }) as Promise<Rule | Unwritten>;
    },

    /** Its events stay. A rule that is gone is refused. */
    removeRule(guildId: Snowflake, id: string, actor: Actor) {
      return change(guildId, actor, async ({ tx, rules, record }) => {
        const before = rules.find((rule) => rule.id === id);
        if (!before) return refuse('automod_rule_unknown');
        await store.deleteRule(tx, guildId, id);
        await store.saveOrder(
          tx,
          guildId,
          idsOf(rules).filter((one) => one !== id),
        );
        await record('automod.rule.deleted', id, { before: settingsOf(before), after: null });
        return null;
      }) as Promise<null | Unwritten>;
    },

    /** Sorts the rules; `ids` names each of them once. */
    orderRules(guildId: Snowflake, ids: readonly string[], actor: Actor) {
      return change(guildId, actor, async ({ tx, rules, record }) => {
        const before = idsOf(rules);
        const complete = new Set(ids).size === before.length && before.every((id) => ids.includes(id));
        if (!complete || ids.length !== before.length) return refuse('automod_order_incomplete');
        await store.saveOrder(tx, guildId, ids);
        await record('automod.rules.ordered', null, { before: { order: before }, after: { order: ids } });
        return store.listRules(tx, guildId);
      }) as Promise<Rule[] | Refusal<'automod_order_incomplete'>>;
    },

    /** Adds the rules of a preset, in shadow; those whose name is there already are left as they are. @returns the new ones */
    applyPreset(guildId: Snowflake, name: PresetName, actor: Actor) {
      return change(guildId, actor, (desk) =>
        insert(
          desk,
          presetRules(name).filter((input) => !isTaken(desk.rules, input.name)),
        ),
      ) as Promise<Rule[] | Unwritten>;
    },
  };
}

async function rule(tx: Tx, guildId: Snowflake, id: string): Promise<Rule> {
  const found = await store.findRule(tx, guildId, id);
  if (!found) throw new Error(`rule ${id} is gone within its own transaction`);
  return found;
}

/** All of them are tried on everybody who joins. */
export function tooManyPatterns(
  rules: readonly Pick<Rule, 'config'>[],
): Refusal<'automod_patterns_limit' | 'automod_patterns_large'> | null {
  const patterns = rules.flatMap(({ config }) => (Array.isArray(config.patterns) ? (config.patterns as string[]) : []));
  if (patterns.length > MOST_PATTERNS) return refuse('automod_patterns_limit', { max: MOST_PATTERNS });
  return stepsIn(patterns) > GUILD_STEPS ? refuse('automod_patterns_large') : null;
}

function isTaken(rules: readonly Rule[], name: string): boolean {
  return rules.some((rule) => rule.name.toLowerCase() === name.toLowerCase());
}

const idsOf = (rules: readonly Rule[]) => rules.map(({ id }) => id);
