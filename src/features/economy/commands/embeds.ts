import type { APIEmbed, APIEmbedField } from 'discord.js';
import { info, plain, success, warning } from '../../../discord/kit/embeds.ts';
import type {
  Account,
  BoardRow,
  DailyReceipt,
  History,
  Leaderboard,
  LedgerEntry,
  Receipt,
  StoredConfig,
} from '../model.ts';
import { CONFIRM_ABOVE, SYSTEM } from '../rules.ts';
import { bytes, figure, relative, streakLine, transactionNames } from '../text.ts';

/** A mention shows the name and, by the client's own rule, never pings. */
const mention = (userId: string): string => `<@${userId}>`;
const role = (roleId: string): string => `<@&${roleId}>`;
const nameOf = (username: string | null): string => `**${plain(username ?? 'somebody', 32)}**`;

const field = (name: string, value: string): APIEmbedField => ({ name, value, inline: true });

interface BalanceView {
  readonly userId: string;
  readonly account: Account | null;
  readonly rank: BoardRow | null;
  /** Days in a row that still count today. */
  readonly streak: number;
  readonly config: StoredConfig;
  /** When the viewer's next daily comes, epoch milliseconds; only for oneself. */
  readonly nextAt: number | null;
}

export function balanceEmbed({ userId, account, rank, streak, config, nextAt }: BalanceView): APIEmbed {
  if (!account) return info('No bytes yet', `${mention(userId)} has no account yet. Send them some bytes to open it.`);
  const fields = [
    field('Rank', rank ? `#${figure(rank.rank)}` : 'not on the board'),
    field('Received · sent', `+${figure(account.totalReceived)} · −${figure(account.totalSent)}`),
    {
      name: 'Streak',
      value: streak > 0 ? streakLine(streak, config.streakBonuses) : 'none; the next daily starts one',
    },
  ];
  const next = nextAt === null ? '' : ` The next daily bytes come ${relative(nextAt)}.`;
  return info('Bytes', `${mention(userId)} has **${bytes(account.balance)}**.${next}`, { fields });
}

/** The day's bytes, and what the streak has come to. */
export function dailyEmbed(daily: DailyReceipt): APIEmbed {
  const { streak, multiplier, bonuses, transaction } = daily;
  const times = multiplier > 1 ? ` (×${figure(multiplier)})` : '';
  const line = streakLine(streak, bonuses);
  return success(
    'Daily bytes',
    `+**${bytes(transaction.amount)}**${times} for day ${figure(streak)} in a row.\n${line}${earned(daily)}`,
  );
}

export function sentEmbed(receipt: Receipt): APIEmbed {
  const { giverId, receiverId, amount, reason, giverBalance } = receipt.transaction;
  const why = reason === null ? '' : `\n> ${plain(reason)}`;
  return success(
    'Bytes sent',
    `${mention(giverId)} sent **${bytes(amount)}** to ${mention(receiverId)}.${why}${earned(receipt)}`,
    {
      ...(giverBalance !== null && { footer: `${bytes(giverBalance)} left` }),
    },
  );
}

function earned({ rolesEarned, transaction }: Receipt): string {
  if (rolesEarned.length === 0) return '';
  return `\n🏅 ${mention(transaction.receiverId)} earned ${rolesEarned.map(role).join(', ')}.`;
}

const REASON_PREFIX = 'Reason: ';

interface Question {
  readonly receiverId: string;
  readonly amount: number;
  readonly reason: string | null;
  readonly after: number;
  readonly expiresAt: number;
}

/** The footer carries the reason to the confirm button: unlike the description it is not markdown, so it comes back unchanged. */
export function confirmEmbed({ receiverId, amount, reason, after, expiresAt }: Question): APIEmbed {
  const sentence = `Send **${bytes(amount)}** to ${mention(receiverId)}? This leaves you ${bytes(after)}.`;
  return warning('Please confirm', `${sentence}\nThe offer ends ${relative(expiresAt)}.`, {
    ...(reason !== null && { footer: REASON_PREFIX + reason }),
  });
}

/** The reason that `confirmEmbed` put into a message. */
export function reasonIn(footer: string | undefined): string | null {
  return footer?.startsWith(REASON_PREFIX) ? footer.slice(REASON_PREFIX.length) : null;
}

const MEDALS = ['🥇', '🥈', '🥉'];

export function boardEmbed(board: Leaderboard, mine: BoardRow | null): APIEmbed {
  if (board.total === 0)
    return info('Leaderboard', 'Nobody has any bytes yet. Say hello in a channel to earn the first ones.');
  const lines = board.rows.map(({ rank, username, balance }) => {
    const place = MEDALS[rank - 1] ?? `\`${figure(rank).padStart(3)}\``;
    return `${place} ${nameOf(username)} · ${figure(balance)}`;
  });
  const own = mine
    ? `Your rank: #${figure(mine.rank)} of ${figure(board.total)} · ${bytes(mine.balance)}`
    : 'You are not on the board';
  return info('Leaderboard', lines.join('\n'), { footer: own });
}

export function historyEmbed(userId: string, { entries }: History): APIEmbed {
  if (entries.length === 0) return info('History', `Nothing has moved for ${mention(userId)} yet.`);
  const lines = entries.map((entry) => historyLine(entry, userId));
  return info('History', `Bytes of ${mention(userId)}, newest first.\n\n${lines.join('\n')}`);
}

function historyLine(entry: LedgerEntry, userId: string): string {
  const gain = entry.receiverId === userId;
  const [otherId, otherName] = gain ? [entry.giverId, entry.giverUsername] : [entry.receiverId, entry.receiverUsername];
  const what = otherId === SYSTEM ? transactionNames[entry.type] : `${gain ? 'from' : 'to'} ${nameOf(otherName)}`;
  const why = entry.reason === null ? '' : ` · ${plain(entry.reason, 80)}`;
  return `${gain ? '+' : '−'}**${figure(entry.amount)}** ${what}${why} · ${relative(entry.at)}`;
}

export function rulesEmbed(config: StoredConfig): APIEmbed {
  const { dailyAmount, dailyCap, streakMode, streakBonuses, maxTransfer, cooldownHours, startingBalance } = config;
  const every = streakMode === 'tier' ? 'from day' : 'every day divisible by';
  const bonuses = streakBonuses.map(
    ({ name, days: from, multiplier }) => `${plain(name)}: ×${figure(multiplier)} ${every} ${from}`,
  );
  const cap = dailyCap === null ? [] : [`at most ${bytes(dailyCap)} a day`];
  const earning = [`${bytes(dailyAmount)} a day for your first message or command`, ...bonuses, ...cap];
  const pause =
    cooldownHours > 0
      ? `one transfer in ${cooldownHours} ${cooldownHours === 1 ? 'hour' : 'hours'}`
      : 'no waiting time';
  const sending = [`at most ${bytes(maxTransfer)} at once`, pause, `above ${bytes(CONFIRM_ABOVE)} you are asked again`];
  return info(
    'How bytes work',
    `Everybody starts with ${bytes(startingBalance)}. Days on which I was away never break a streak.`,
    {
      fields: [
        { name: 'Earning', value: earning.join('\n') },
        { name: 'Sending', value: sending.join('\n') },
        { name: 'Rewards', value: rewardsOf(config) },
      ],
      footer: 'Thank somebody: /bytes send',
    },
  );
}

const SHOWN_REWARDS = 15;

function rewardsOf({ roleRewards }: StoredConfig): string {
  const rewards = Object.entries(roleRewards).sort((a, b) => a[1] - b[1]);
  if (rewards.length === 0) return 'no roles yet';
  const lines = rewards
    .slice(0, SHOWN_REWARDS)
    .map(([roleId, threshold]) => `${role(roleId)} at ${bytes(threshold)} received`);
  return [...lines, ...(rewards.length > SHOWN_REWARDS ? [`and ${rewards.length - SHOWN_REWARDS} more`] : [])].join(
    '\n',
  );
}
