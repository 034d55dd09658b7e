import type { ChatInputCommandInteraction, User } from 'discord.js';
import type { Answer, ComponentHandler, Guild, Outcome } from '../../../discord/kit/contract.ts';
import { pageRows } from '../../../discord/kit/pages.ts';
import { longUuid, shortUuid } from '../../../shared/ids.ts';
import { isRefusal } from '../../../shared/refusal.ts';
import { daysBetween, localDate } from '../../../shared/time.ts';
import type { Account } from '../model.ts';
import { balanceEmbed, boardEmbed, historyEmbed, rulesEmbed } from './embeds.ts';
import { type CommandDeps, claim, isOff, withDaily } from './scene.ts';

const BOARD = 'bytes.board';
const HISTORY = 'bytes.history';
const BUTTONS_FOR = 15 * 60_000;
const HISTORY_PAGE = 8;

type Slash = Guild<ChatInputCommandInteraction>;

/** What there is to look at: balance, leaderboard, history and the rules. */
export function createViews({ economy, guilds, signer, clock }: CommandDeps) {
  /** Wraps a view so that looking at it earns the day's bytes. */
  function rewarded(view: (interaction: Slash) => Promise<Answer>) {
    return async (interaction: Slash): Promise<Outcome> => {
      const daily = await claim(economy, interaction);
      return isOff(daily) ? daily : withDaily(await view(interaction), daily);
    };
  }

  async function balance(interaction: Slash): Promise<Outcome> {
    const daily = await claim(economy, interaction);
    if (isOff(daily)) return daily;
    const { guildId, user } = interaction;
    const shown: User = interaction.options.getUser('user') ?? user;
    const [account, rank, config] = await Promise.all([
      economy.account(guildId, shown.id),
      economy.rank(guildId, shown.id),
      economy.config(guildId),
    ]);
    const nextAt = isRefusal(daily) ? Number(daily.context.nextAt ?? 0) || null : daily.nextAt;
    const streak = account ? await runningStreak(guildId, account) : 0;
    const view = { userId: shown.id, account, rank, streak, config, nextAt: shown.id === user.id ? nextAt : null };
    return withDaily({ embeds: [balanceEmbed(view)] }, daily);
  }

  /** A streak whose last day is today or yesterday; an older one is over, unless an outage explains the gap at the next claim. */
  async function runningStreak(guildId: string, { lastDaily, streak }: Account): Promise<number> {
    if (lastDaily === null) return 0;
    const timezone = await guilds.timezone(guildId);
    return daysBetween(lastDaily, localDate(clock.now(), timezone)) <= 1 ? streak : 0;
  }

  async function board(guildId: string, userId: string, wanted: number): Promise<Answer> {
    const [shown, mine] = await Promise.all([economy.leaderboard(guildId, wanted), economy.rank(guildId, userId)]);
    const { page, pages } = shown;
    const components = pageRows(signer, lasting(BOARD, userId), {
      previous: page > 1 ? [String(page - 1)] : null,
      next: page < pages ? [String(page + 1)] : null,
      label: `${page} of ${pages}`,
    });
    return { embeds: [boardEmbed(shown, mine)], components };
  }

  async function history(guildId: string, viewerId: string, userId: string, cursor: Cursor = {}): Promise<Answer> {
    const found = await economy.history({ guildId, userId, limit: HISTORY_PAGE, ...cursor });
    const [newest, oldest] = [found.entries[0], found.entries.at(-1)];
    const components = pageRows(signer, lasting(HISTORY, viewerId), {
      previous: found.hasNewer && newest ? [userId, 'after', shortUuid(newest.id)] : null,
      next: found.hasOlder && oldest ? [userId, 'before', shortUuid(oldest.id)] : null,
    });
    return { embeds: [historyEmbed(userId, found)], components, ephemeral: true };
  }

  function lasting(action: string, owner: string) {
    return { action, owner, expiresAt: clock.now() + BUTTONS_FOR };
  }

  const buttons: ComponentHandler[] = [
    {
      action: BOARD,
      handle: async ({ guildId, user }, { args: [page] }) => ({
        ...(await board(guildId, user.id, Number(page))),
        update: true,
      }),
    },
    {
      action: HISTORY,
      handle: async ({ guildId, user }, { args: [userId = '', side = '', entry = ''] }) => {
        const cursor = side === 'after' ? { after: longUuid(entry) } : { before: longUuid(entry) };
        return { ...(await history(guildId, user.id, userId, cursor)), update: true };
      },
    },
  ];

  return {
    buttons,
    balance,
    leaderboard: rewarded(({ guildId, user, options }) => board(guildId, user.id, options.getInteger('page') ?? 1)),
    history: rewarded(({ guildId, user, options }) => history(guildId, user.id, (options.getUser('user') ?? user).id)),
    info: rewarded(async ({ guildId }) => ({ embeds: [rulesEmbed(await economy.config(guildId))] })),
  };
}

type Cursor = { readonly before: string } | { readonly after: string } | Record<never, never>;
