import type { APIMessage } from 'discord-api-types/v10';
import { type Denial, deny, isDenial } from '../actors/scene.ts';
import type { GatewayFault } from '../faults.ts';
import type { Interaction } from '../interactions/interaction.ts';
import type { SimulatedMessage } from '../types.ts';
import type { Change } from './changes.ts';
import type { ControlDeps } from './control.ts';
import { parseDuration } from './duration.ts';
import { oldestAccountDays, type RequestName, type RequestOf } from './requests.ts';
import { messageOf } from './world-view.ts';

/** What came of a deed, after the bot settled. */
interface Settled {
  replies: APIMessage[];
  changes: Change[];
  [more: string]: unknown;
}

type Result = Settled | Denial;

/** One function for each POST of the control API; each waits until the bot settled. */
export type Deeds = { [Name in RequestName]: (fields: RequestOf<Name>) => Promise<Result> };

const LONGEST_JUMP = 3_660 * 86_400_000;

export function createDeeds({ world, actors, activity, faults, gateway, reset }: ControlDeps): Deeds {
  /** Does something, waits, and tells what came of it; `more` is told besides. */
  async function watch<T>(
    deed: () => T | Denial,
    more: (result: T) => object = () => ({}),
    waitingFor: (result: T) => { about?: Interaction; ready?: () => boolean } = () => ({}),
  ): Promise<Result> {
    const mark = activity.mark();
    const result = deed();
    if (isDenial(result)) return result;
    const { about = null, ready } = waitingFor(result as T);
    await activity.settled(about, ready);
    const { replies, changes } = activity.since(mark, about);
    return { ...more(result as T), replies: replies.map((message) => messageOf(world, message)), changes };
  }

  const interact = (deed: () => Interaction | Denial, more?: (interaction: Interaction) => object) =>
    watch(deed, more, (about) => ({ about }));
  const isOnline = () => gateway.sessions().some(({ connected }) => connected);
  /** A deed that may cut a connected bot off: it is over when the bot is back. */
  const interrupt = (deed: () => void, more?: () => object) => {
    const ready = isOnline() && !faults.current.gatewayDown ? isOnline : () => true;
    return watch(deed, more, () => ({ ready }));
  };
  const written = (message: SimulatedMessage) => ({ message: messageOf(world, message) });

  return {
    say: ({ reply_to: replyTo, attachments, ...saying }) =>
      watch(() => actors.say({ ...saying, replyTo, attachments: attachments?.map(withoutUndefined) }), written),
    edit: ({ as, message, content }) => watch(() => actors.edit(as, message, content), written),
    delete: ({ as, message }) => watch(() => actors.delete(as, message)),
    react: ({ as, message, emoji, remove }) =>
      watch(() => (remove ? actors.unreact(as, message, emoji) : actors.react(as, message, emoji))),
    command: (using) => interact(() => actors.command(using)),
    autocomplete: ({ option, ...completing }) =>
      interact(
        () => actors.autocomplete({ ...completing, focused: option }),
        (interaction) => ({ choices: activity.choices(interaction) }),
      ),
    press: ({ custom_id: customId, ...pressing }) => interact(() => actors.press({ ...pressing, customId })),
    submit: ({ custom_id: customId, ...submitting }) => interact(() => actors.submit({ ...submitting, customId })),
    join: ({ account_age_days: accountAgeDays = 0, ...joining }) =>
      watch(
        () =>
          accountAgeDays > oldestAccountDays(world.clock.now())
            ? deny('invalid_input', 'Discord has no accounts from before 2015.')
            : actors.join({ ...joining, accountAgeDays }),
        (member) => ({ member }),
      ),
    leave: ({ member, guild }) => watch(() => actors.leave(member, guild)),
    moderate: ({ duration, delete_message_seconds: deleteMessageSeconds, ...moderating }) =>
      watch(() => {
        const milliseconds = duration === undefined ? undefined : parseDuration(duration);
        if (milliseconds === null)
          return deny('invalid_input', `"${duration}" is no duration; write 10m, 2h or 1d12h.`);
        return actors.moderate({ ...moderating, deleteMessageSeconds, duration: milliseconds });
      }),
    clock: ({ advance }) =>
      watch(
        () => {
          const jump = parseDuration(advance);
          if (!jump || jump > LONGEST_JUMP || world.clock.offset + jump > 10 * LONGEST_JUMP) {
            return deny(
              'invalid_input',
              `"${advance}" is no time to move forward by; write 30s, 15m, 2h, 1d, 1w or 1d12h.`,
            );
          }
          world.advance(jump);
          return jump;
        },
        () => ({ now: new Date(world.clock.now()).toISOString() }),
      ),
    faults: ({ gateway: once, clear, ...switches }) => {
      const apply = () => {
        if (clear) faults.clear();
        faults.set(withoutUndefined(switches));
        if (once) gateway.fault(once as GatewayFault);
      };
      const more = () => ({ faults: faults.current });
      return once ? interrupt(apply, more) : watch(apply, more);
    },
    reset: () => interrupt(reset),
  };
}

/** Without the keys that hold `undefined`, which parsed optional fields may. */
function withoutUndefined<T extends object>(fields: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]: Exclude<T[K], undefined>;
  };
}
