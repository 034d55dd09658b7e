import type { ConfigField } from '../../../src/features/automod/model/form.ts';
import type { Impact } from '../../../src/features/automod/model/index.ts';
import type { Mode, Verdict } from '../../../src/features/automod/rules.ts';
import type { ChannelRef } from '../../ui/badge.tsx';
import type { RoleChoice } from '../../ui/choices.tsx';

/** Roles and channels of a guild. */
export interface Surroundings {
  /** Discord does not answer, so that only what was chosen before is known. */
  readonly away: boolean;
  readonly roles: readonly RoleChoice[];
  /** Categories among them. */
  readonly channels: readonly (ChannelRef & { readonly type: number })[];
}

/** One action as typed; the figures are those of a timeout and of a ban. */
export interface ActionRow {
  readonly kind: string;
  readonly minutes: string;
  readonly hours: string;
}

/** A rule as texts, so that what was typed wrongly is shown again. */
export interface RuleValues {
  readonly name: string;
  readonly mode: string;
  /** By the names of the trigger's settings; sent as `config.<name>`. */
  readonly config: Readonly<Record<string, string | boolean | readonly string[]>>;
  readonly actions: readonly ActionRow[];
  readonly exemptRoles: readonly string[];
  readonly exemptChannels: readonly string[];
  readonly exemptStaff: boolean;
  readonly cooldown: string;
  readonly stopOnMatch: boolean;
  /** What is tried on the rule beside the form; never saved. */
  readonly sample: string;
}

export interface RuleForm {
  readonly action: string;
  readonly values: RuleValues;
  readonly errors: Readonly<Record<string, string>>;
  readonly fields: readonly ConfigField[];
  readonly aboutMessages: boolean;
  /** Of the rule that was read; null for a new one. */
  readonly version: number | null;
  readonly surroundings: Surroundings;
  readonly trouble: string | null;
  /** Whether patterns are among the settings. */
  readonly hasPatterns: boolean;
}

/** What the rule says and would have done, beside its form. */
export interface RulePreview {
  /** Null while the form does not make a rule. */
  readonly sentence: string | null;
  readonly impact: Impact | null;
  /** Why there is no impact, where the rule is one. */
  readonly trouble: string | null;
  readonly tried: Verdict | null;
  readonly hasPatterns: boolean;
}

export interface RuleLineValues {
  readonly id: string;
  readonly name: string;
  readonly version: number;
  readonly mode: Mode;
  readonly sentence: string;
  /** In 24 hours: events that it began, and people. */
  readonly events: number;
  /** Of these, those in shadow. */
  readonly shadowed: number;
  readonly people: number;
  readonly tripped: boolean;
  /** What keeps it from its work and how to mend it; what `stops` it keeps it from all of it. */
  readonly problems: readonly { readonly stops: boolean; readonly sentence: string }[];
  /** Whether somebody would be kicked or banned. */
  readonly grave: boolean;
}

/** How auto-moderation stands. */
export interface Standing {
  readonly haltedAt: number | null;
  readonly haltedBy: string | null;
  readonly haltReason: string | null;
  readonly live: number;
  readonly shadow: number;
  readonly off: number;
  /** Rules that acted, by hour, the oldest of 24 first. */
  readonly hours: readonly number[];
}
