import type { Faults as FaultValues } from '../../src/simulator/types.ts';

const LATENCIES = [
  ['0', 'none'],
  ['500', '0.5 s'],
  ['2000', '2 s'],
  ['4000', '4 s'],
] as const;

const ERROR_RATES = [
  ['0', 'none'],
  ['0.1', '1 in 10'],
  ['0.5', 'every second'],
  ['1', 'every call'],
] as const;

/** How many faults are on, as a badge; nothing when none is. */
export function FaultsCount({ faults }: { faults: Readonly<FaultValues> }) {
  const active = countFaults(faults);
  if (active === 0) return '';
  return (
    <span class="badge badge-warn" title={`${active} active`}>
      {active}
    </span>
  );
}

function countFaults(faults: Readonly<FaultValues>): number {
  return [
    faults.latency > 0,
    faults.errors > 0,
    faults.rateLimit > 0,
    faults.refuse.length > 0,
    faults.gatewayDown,
    faults.duplicateInteractions > 1,
  ].filter(Boolean).length;
}

/** What can be made to go wrong. */
export function Faults({ faults }: { faults: Readonly<FaultValues> }) {
  return (
    <div id="pop-faults" popover class="pop">
      <h2 class="pop-title">Faults</h2>
      <form id="faults-form" class="faults-form">
        <Select name="latency" label="Discord answers late by" options={LATENCIES} value={String(faults.latency)} />
        <Select name="errors" label="Calls that fail with 500" options={ERROR_RATES} value={String(faults.errors)} />
        <Switch name="rateLimit" label="Rate limit every call (429)" on={faults.rateLimit > 0} />
        <Switch name="refuse" label="Refuse role changes (50013)" on={faults.refuse.length > 0} />
        <Switch name="duplicateInteractions" label="Deliver interactions twice" on={faults.duplicateInteractions > 1} />
        <Switch name="gatewayDown" label="Gateway is down" on={faults.gatewayDown} />
      </form>
      <h3 class="pop-subtitle">Once, to the gateway</h3>
      <div class="pop-grid">
        <Once fault="reconnect" label="Ask to reconnect" />
        <Once fault="invalid_session" label="Invalid session" />
        <Once fault="close:4000" label="Close with 4000" />
      </div>
      <button type="button" class="btn btn-secondary btn-wide" data-clear-faults>
        Clear all faults
      </button>
    </div>
  );
}

interface SelectProps {
  name: string;
  label: string;
  options: readonly (readonly [string, string])[];
  value: string;
}

function Select({ name, label, options, value }: SelectProps) {
  return (
    <label class="fault">
      <span safe>{label}</span>
      <select name={name} class="select">
        {options.map(([key, text]) => (
          <option value={key} selected={key === value} safe>
            {text}
          </option>
        ))}
      </select>
    </label>
  );
}

function Switch({ name, label, on }: { name: string; label: string; on: boolean }) {
  return (
    <label class="fault">
      <span safe>{label}</span>
      <input type="checkbox" class="switch" name={name} checked={on} />
    </label>
  );
}

function Once({ fault, label }: { fault: string; label: string }) {
  return (
    <button type="button" class="btn btn-secondary btn-small" data-gateway-fault={fault} safe>
      {label}
    </button>
  );
}
