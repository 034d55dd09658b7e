import type { BytesForecast, BytesHindsight } from '../../../../views/dashboard/guild/bytes-preview.tsx';
import type { BytesForm, BytesValues } from '../../../../views/dashboard/guild/bytes-values.ts';
import type { MemberRef } from '../../../../views/ui/people.tsx';
import type { Hindsight } from '../model.ts';
import { type EconomyConfig, forecast } from '../rules.ts';
import { checkForm } from './checked.ts';

/** How much of the leaderboard is shown beside the form. */
const TOP = 5;

interface Sight {
  readonly roles: BytesForm['roles'];
  hindsight(config: EconomyConfig): Promise<Hindsight>;
  face(userId: string, username: string | null): MemberRef;
}

/** A year of dailies and the last days' by the form as it is typed; nothing while something is wrong in it. */
export async function forecastOf(values: BytesValues, { roles, hindsight, face }: Sight): Promise<BytesForecast> {
  const { input } = checkForm(values);
  if (!input) return { days: [], crossings: [], hindsight: null };
  const days = forecast(input);
  const rewards = Object.entries(input.roleRewards).sort(([, one], [, other]) => one - other);
  return {
    days,
    crossings: rewards.flatMap(([id, amount]) => {
      const role = roles.find((one) => one.id === id);
      return role ? [{ role, amount, day: days.find(({ total }) => total >= amount)?.day ?? null }] : [];
    }),
    hindsight: shown(await hindsight(input), face),
  };
}

function shown({ board, days, paid, due }: Hindsight, face: Sight['face']): BytesHindsight | null {
  if (paid === 0) return null;
  const top = board.slice(0, TOP).map(({ userId, username, ...row }) => ({ ...row, member: face(userId, username) }));
  return { days, paid, due, top };
}
