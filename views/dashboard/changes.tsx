import { Icon } from '../layouts/icons.tsx';
import { type Change, Diff } from '../ui/diff.tsx';
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
  /** Page that shows what going back to before it would change, and asks; null when that makes no sense. */
  readonly restore: string | null;
}

/** Who, what, when; before and after; the way back. */
export function ChangeEntry({ record, now }: { record: ChangeRecord; now: number }) {
  const { id, at, actor, action, guild, ip, requestId, changes, restore } = record;
  return (
    <li class="change" id={`change-${id}`}>
      <div class="change-head">
        <Avatar name={actor.name} id={actor.id} url={actor.avatarUrl} />
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
          <a class="btn btn-sm" href={restore} aria-label={`Restore the settings of before ${actor.name} ${action}`}>
            <Icon name="rewind" size={16} />
            <span>Restore…</span>
          </a>
        ) : null}
      </div>
      {changes.length > 0 ? <Diff changes={changes} /> : null}
    </li>
  );
}
