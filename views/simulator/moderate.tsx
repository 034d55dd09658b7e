import type { NativeAction } from '../../src/simulator/page/rights.ts';
import type { Person } from '../../src/simulator/page/scene.ts';
import { Icon } from '../layouts/icons.tsx';

const WORDS = {
  timeout: { verb: 'Time out', note: 'Cannot write, react or join voice until the time is over.' },
  untimeout: { verb: 'End the timeout of', note: 'Can write again at once.' },
  kick: { verb: 'Kick', note: 'Leaves the guild and may come back with an invite.' },
  ban: { verb: 'Ban', note: 'Leaves the guild and cannot come back until unbanned.' },
} as const satisfies Record<NativeAction, { verb: string; note: string }>;

const DURATIONS = [
  ['1m', '1 minute'],
  ['5m', '5 minutes'],
  ['10m', '10 minutes'],
  ['1h', '1 hour'],
  ['1d', '1 day'],
  ['1w', '1 week'],
] as const;

/** Discord's own moderation of a member: what will happen, for how long, why. */
export function ModerateDialog({ action, person }: { action: NativeAction; person: Person }) {
  const { verb, note } = WORDS[action];
  return (
    <dialog class="dialog" aria-labelledby="moderate-title">
      <form class="dialog-form" data-moderate-form={action} data-id={person.id}>
        <header class="dialog-head">
          <h2 id="moderate-title" safe>{`${verb} ${person.name}`}</h2>
          <button type="button" class="icon-btn" data-close-dialog aria-label="Close">
            <Icon name="close" />
          </button>
        </header>
        <div class="dialog-body">
          <p safe>{`${person.name}: ${note}`}</p>
          {action === 'timeout' ? <Duration /> : null}
          <div class="field">
            <label for="moderate-reason">Reason for the audit log</label>
            <input id="moderate-reason" name="reason" maxlength="512" autocomplete="off" />
          </div>
        </div>
        <p class="form-error" role="alert" hidden />
        <footer class="dialog-foot">
          <button type="button" class="btn btn-secondary" data-close-dialog>
            Cancel
          </button>
          <button type="submit" class={['btn', action === 'untimeout' ? 'btn-primary' : 'btn-danger']} safe>
            {`${verb} ${person.name}`}
          </button>
        </footer>
      </form>
    </dialog>
  );
}

function Duration() {
  return (
    <div class="field">
      <label for="moderate-duration">For how long</label>
      <select id="moderate-duration" name="duration" class="select">
        {DURATIONS.map(([length, label]) => (
          <option value={length} selected={length === '10m'}>
            {label}
          </option>
        ))}
      </select>
    </div>
  );
}
