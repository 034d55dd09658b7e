import { Icon, type IconName } from '../layouts/icons.tsx';

export type BadgeTone = 'neutral' | 'info' | 'success' | 'warning' | 'danger';

/** A word of state. The tone repeats what the word says, it never replaces it. */
export function Badge({ tone = 'neutral', icon, text }: { tone?: BadgeTone; icon?: IconName; text: string }) {
  return (
    <span class={['state', `state-${tone}`]}>
      {icon ? <Icon name={icon} size={14} /> : null}
      <span safe>{text}</span>
    </span>
  );
}

/** A role as pages show it. */
export interface RoleRef {
  readonly id: string;
  readonly name: string;
  /** `#rrggbb`; null for a role without a colour of its own. */
  readonly color: string | null;
}

/** A role in its colour; the name stays in text colour, so it can be read whatever the colour is. */
export function RoleChip({ role }: { role: RoleRef }) {
  return (
    <span class="chip">
      <ColorDot color={role.color} />
      <span safe>{role.name}</span>
    </span>
  );
}

export interface ChannelRef {
  readonly id: string;
  readonly name: string;
}

export function ChannelChip({ channel }: { channel: ChannelRef }) {
  return (
    <span class="chip">
      <Icon name="hash" size={14} />
      <span safe>{channel.name}</span>
    </span>
  );
}

const COLOR = /^#[0-9a-f]{6}$/i;

/** Colours come from Discord, so they are drawn by an attribute: the policy of our pages forbids inline styles. */
export function ColorDot({ color }: { color: string | null }) {
  return (
    <svg class="color-dot" viewBox="0 0 10 10" width="10" height="10" aria-hidden="true">
      <circle cx="5" cy="5" r="5" fill={color && COLOR.test(color) ? color : '#8b95a5'} />
    </svg>
  );
}
