import type { CaseAction } from '../../../src/features/moderation/rules.ts';
import type { IconName } from '../../layouts/icons.tsx';
import type { BadgeTone } from '../../ui/badge.tsx';
import type { Change } from '../../ui/diff.tsx';
import type { MemberRef } from '../../ui/people.tsx';

/** Who did something: a person, or what is none, by its name. */
export type ActorRef =
  | { readonly member: MemberRef; readonly label: null }
  | { readonly member: null; readonly label: string };

/** How a case stands. */
export interface CaseState {
  readonly tone: BadgeTone;
  readonly text: string;
  /** When it ends by itself; null for never, or where it is over. */
  readonly until: number | null;
}

export interface CaseLine {
  readonly number: number;
  readonly action: CaseAction;
  /** `Timeout` */
  readonly noun: string;
  readonly member: MemberRef;
  readonly by: ActorRef;
  readonly reason: string | null;
  /** `for 2 hours`, or null where it does not last. */
  readonly lasting: string | null;
  readonly at: number;
  readonly state: CaseState;
  /** By Discord's own menu, by a rule and so on; null for the commands and pages of ours. */
  readonly source: string | null;
}

/** Something that happened to a case. */
export interface Happening {
  readonly id: string;
  /** What was done, where this opened the case. */
  readonly opens: CaseAction | null;
  readonly icon: IconName;
  readonly tone: BadgeTone;
  readonly by: ActorRef | null;
  /** After who did it; a whole sentence where nobody did. */
  readonly text: string;
  readonly quote: string | null;
  readonly changes: readonly Change[];
  readonly at: number;
  /** The case that brought it about. */
  readonly other: number | null;
}

export interface CaseDetails extends CaseLine {
  readonly version: number;
  readonly happenings: readonly Happening[];
  readonly resolved: boolean;
  /** `Delivered`, or null where nobody was to be told. */
  readonly told: string | null;
  readonly problem: string | null;
  /** What can be lifted: the button, and what follows. */
  readonly undo: { readonly label: string; readonly consequence: string } | null;
  /** Whether its duration can be changed. */
  readonly running: boolean;
  /** The entry of auto-moderation's log that it belongs to. */
  readonly logHref: string | null;
}

/** What was typed on a case's page and came back. */
export interface CaseDraft {
  readonly part: 'note' | 'edit' | 'resolve';
  readonly text: string;
  readonly duration?: string;
  readonly errors: Readonly<Record<string, string>>;
  readonly trouble?: string;
}

export interface ActKind {
  readonly action: CaseAction;
  readonly verb: string;
  /** On the button that does it: `Ban Max`. */
  readonly order: string;
  readonly consequence: string;
}

export interface ActValues {
  readonly action: CaseAction;
  /** Ids, mentions and names as they were typed. */
  readonly people: string;
  /** The one person that the form is about; empty where people are typed. */
  readonly user: string;
  readonly duration: string;
  readonly reason: string;
  readonly deleteSeconds: string;
  readonly tell: boolean;
  /** The same key acts once. */
  readonly key: string;
}

/** What came of one of many. */
export interface BulkLine {
  readonly member: MemberRef;
  readonly tone: BadgeTone;
  readonly word: string;
  readonly detail: string;
  readonly number: number | null;
}

/** One thing in somebody's past. */
export type PastLine =
  | { readonly kind: 'case'; readonly at: number; readonly line: CaseLine; readonly rule: RuleHit | null }
  | {
      readonly kind: 'note';
      readonly at: number;
      readonly id: string;
      readonly number: number;
      readonly by: ActorRef;
      readonly text: string;
    }
  | { readonly kind: 'hit'; readonly at: number; readonly id: string; readonly hit: RuleHit };

/** What a rule of auto-moderation did or would have done. */
export interface RuleHit {
  readonly rule: string;
  readonly outcome: string;
  readonly tone: BadgeTone;
  readonly reason: string;
  readonly content: string | null;
  readonly href: string;
}
