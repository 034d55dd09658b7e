import { Icon } from '../layouts/icons.tsx';

const HINTS = [
  { id: 'hello', title: 'Say hello', text: 'The first message of a day earns bytes. The bot answers at once.' },
  { id: 'bytes', title: 'Type /bytes', text: 'Every command of the bot, with a form for its options.' },
  {
    id: 'beside',
    title: 'Change who you are',
    text: 'Act as a newcomer, a moderator, the owner. Move the clock on by a day.',
  },
] as const;

/** Three bubbles for the first visit; the script shows those not dismissed yet. */
export function Hints() {
  return (
    <aside id="hints" class="hints" aria-label="First steps" hidden>
      {HINTS.map(({ id, title, text }) => (
        <div class="hint" data-hint={id} hidden>
          <b>{title}</b>
          <p>{text}</p>
          <button type="button" class="icon-btn" data-dismiss-hint={id} aria-label={`Dismiss: ${title}`}>
            <Icon name="close" size={14} />
          </button>
        </div>
      ))}
    </aside>
  );
}
