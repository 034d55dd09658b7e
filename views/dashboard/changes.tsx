import { type Change, Diff } from '../ui/diff.tsx';
import { ConfirmButton } from '../ui/form.tsx';
import { Avatar } from '../ui/people.tsx';
import { RelativeTime } from '../ui/time.tsx';

/** An entry of the audit log, worded. */
export interface ChangeRecord {
  readonly id: string;
  /** Epoch milliseconds. */
  readonly at: number;
  readonly actor: { readonly id: string; readonly name: string; readonly avatarUrl: string | null };
  /** `changed the settings of bytes`. */
  readonly action: string;
  /** Where it happened when the list is about more than one guild. */
  readonly guild: string | null;
  /** Where the request came from; null when it is not kept. */
  readonly ip: string | null;
  readonly requestId: string | null;
  readonly changes: readonly Change[];
  /** Where the state before it is restored; null when that makes no sense. */
  readonly restore: string | null;
}

/** Who, what, when; before and after; the way back. */
export function ChangeEntry({ record, now, csrf }: { record: ChangeRecord; now: number; csrf: string }) {
  const { id, at, actor, action, guild, ip, requestId, changes, restore } = record;
  return (
    <li class="change" id={`change-${id}`}>
      <div class="change-head">
        <Avatar name={actor.name} url={actor.avatarUrl} />
        <p>
          <strong class="who-name" safe>
            {actor.name}
          </strong>{' '}
          <span safe>{action}</span>
          <small>
            <RelativeTime at={at} now={now} />
            {guild ? <span safe>{` · ${guild}`}</span> : null}
            {ip ? <span safe>{` · from ${ip}`}</span> : null}
            {requestId ? <code safe>{requestId}</code> : null}
          </small>
        </p>
        {restore ? (
          <ConfirmButton
            action={restore}
            csrf={csrf}
            label="Restore"
            icon="rewind"
            small
            title="Restore the settings from before this change?"
            consequence="All settings of this kind become as they were before it, later changes included. That is a change of its own and can be restored, too."
            confirm="Restore the settings"
          />
        ) : null}
      </div>
      {changes.length > 0 ? <Diff changes={changes} /> : null}
    </li>
  );
}
