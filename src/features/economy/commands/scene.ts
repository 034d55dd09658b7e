import type { CommandInteraction, MessageComponentInteraction, ModalSubmitInteraction } from 'discord.js';
import type { Signer } from '../../../discord/kit/buttons.ts';
import type { Answer, Guild } from '../../../discord/kit/contract.ts';
import type { Clock } from '../../../platform/clock.ts';
import { isRefusal } from '../../../shared/refusal.ts';
import type { Guilds } from '../../guilds/service.ts';
import type { DailyReceipt, EconomyNo, Person } from '../model.ts';
import type { Economy } from '../service/index.ts';
import { dailyEmbed } from './embeds.ts';

export interface CommandDeps {
  readonly economy: Economy;
  readonly guilds: Pick<Guilds, 'timezone'>;
  readonly signer: Signer;
  readonly clock: Clock;
}

export type Acting = Guild<CommandInteraction | MessageComponentInteraction | ModalSubmitInteraction>;

export function actor({ user }: Acting): Person {
  return { id: user.id, username: user.username };
}

/** Any bytes command earns the day's bytes. @returns the daily, or why there is none */
export function claim(economy: Economy, interaction: Acting): Promise<DailyReceipt | EconomyNo> {
  const { guildId, channelId, channel, member } = interaction;
  const parentId = channel?.isThread() ? channel.parentId : null;
  const roles = member?.roles;
  return economy.earn({
    guildId,
    user: actor(interaction),
    channelIds: [channelId, parentId].filter((id) => id !== null),
    roleIds: Array.isArray(roles) ? roles : (roles?.cache.map(({ id }) => id) ?? []),
  });
}

/** Adds the day's bytes to a reply when they were just earned. */
export function withDaily(answer: Answer, daily: DailyReceipt | EconomyNo): Answer {
  if (isRefusal(daily)) return answer;
  return { ...answer, embeds: [...(answer.embeds ?? []), dailyEmbed(daily)] };
}

/** The economy is off in this guild: nothing else is worth saying. */
export function isOff(daily: DailyReceipt | EconomyNo): daily is EconomyNo {
  return isRefusal(daily) && daily.refused === 'economy_disabled';
}
