import type { Outcome } from '../../../discord/deeds.ts';
import type { Snowflake } from '../../../shared/ids.ts';
import type { PostRef } from '../rules.ts';

/** Why and against whom something is done. */
export interface Order {
  readonly guildId: Snowflake;
  readonly userId: Snowflake;
  readonly username: string;
  readonly ruleName: string;
  /** For the audit log and the person: what the rule saw. */
  readonly reason: string;
  /** The same event acts once: `automod:<event id>`. */
  readonly key: string;
}

/** What came of it; `caseId` where there is something to resolve later. */
export type Enforced = Outcome & { readonly caseId?: string };

export interface Alert {
  readonly channelId: Snowflake | null;
  /** Whom it calls; null for nobody. */
  readonly roleId: Snowflake | null;
  readonly content: string | null;
}

/**
 * Does what rules ask for. Each refuses targets above the bot (owner, administrators, higher roles) with a sentence, and
 * never throws for what Discord refuses.
 */
export interface Enforcer {
  delete(order: Order, posts: readonly PostRef[]): Promise<Enforced>;
  timeout(order: Order, seconds: number): Promise<Enforced>;
  kick(order: Order): Promise<Enforced>;
  ban(order: Order, deleteSeconds: number): Promise<Enforced>;
  warn(order: Order): Promise<Enforced>;
  alert(order: Order, alert: Alert): Promise<Enforced>;
  /** Lifts a timeout or a ban, or resolves a warning's case, and tells the person. */
  undo(order: Order, kind: 'timeout' | 'ban' | 'warn', caseId: string | null): Promise<Enforced>;
}
