import { described, Options } from '../../ui/field.tsx';
import type { ActionRow } from './automod-values.ts';

const ACTIONS = [
  { value: 'delete', label: 'Delete the message' },
  { value: 'timeout', label: 'Time them out' },
  { value: 'kick', label: 'Kick them' },
  { value: 'ban', label: 'Ban them' },
  { value: 'warn', label: 'Warn them' },
  { value: 'alert', label: 'Alert the moderators' },
] as const;

/** One action of a rule, with the figure that it needs. */
export function ActionFields({ row, at, aboutMessages }: { row: ActionRow; at: string; aboutMessages: boolean }) {
  const offered = ACTIONS.filter(({ value }) => aboutMessages || value !== 'delete' || row.kind === 'delete');
  return (
    <>
      <div>
        <select class="form-select" id={`actionKind-${at}`} name="actionKind" aria-label="What is done">
          <Options options={offered} chosen={[row.kind]} />
        </select>
      </div>
      <Figure
        id={`actionMinutes-${at}`}
        name="actionMinutes"
        of="timeout"
        label="Minutes of timeout"
        unit="minutes"
        value={row.minutes}
      />
      <Figure
        id={`actionHours-${at}`}
        name="actionHours"
        of="ban"
        label="Hours of messages that go too"
        unit="hours of messages"
        value={row.hours}
      />
    </>
  );
}

interface FigureProps {
  id: string;
  name: string;
  /** The action that it belongs to; hidden beside others. */
  of: 'timeout' | 'ban';
  label: string;
  unit: string;
  value: string;
}

function Figure({ id, name, of, label, unit, value }: FigureProps) {
  return (
    <div class={['with-unit', `only-${of}`]}>
      <input
        class="form-control figure"
        id={id}
        name={name}
        value={value}
        aria-label={label}
        inputmode="numeric"
        autocomplete="off"
        placeholder={of === 'timeout' ? '10' : '0'}
        {...described(id, {})}
      />
      <span class="unit" safe>
        {unit}
      </span>
    </div>
  );
}
