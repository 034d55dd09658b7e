import type { BytesForecast } from '../../../../views/dashboard/guild/bytes.tsx';
import type { BytesForm, BytesValues } from '../../../../views/dashboard/guild/bytes-values.ts';
import { forecast } from '../rules.ts';
import { checkForm } from './checked.ts';

/** A year of dailies by the form as it is typed; nothing while something is wrong in it. */
export function forecastOf(values: BytesValues, roles: BytesForm['roles']): BytesForecast {
  const { input } = checkForm(values);
  if (!input) return { days: [], crossings: [] };
  const days = forecast(input);
  const rewards = Object.entries(input.roleRewards).sort(([, one], [, other]) => one - other);
  return {
    days,
    crossings: rewards.flatMap(([id, amount]) => {
      const role = roles.find((one) => one.id === id);
      return role ? [{ role, amount, day: days.find(({ total }) => total >= amount)?.day ?? null }] : [];
    }),
  };
}
