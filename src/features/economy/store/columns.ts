/** A balance has a limit, a lifetime's sum has none: it is told up to what a number holds exactly. */
const told = (column: string) => `least(${column}, ${Number.MAX_SAFE_INTEGER})`;

/** The columns of an account and of a ledger row, as the model has them. */
export const ACCOUNT = `user_id AS "userId", username, balance, ${told('total_received')} AS "totalReceived", ${told('total_sent')} AS "totalSent",
  last_daily AS "lastDaily", streak_count AS streak, longest_streak AS "longestStreak", opted_out AS "optedOut",
  epoch_ms(departed_at) AS "departedAt", epoch_ms(created_at) AS "createdAt", epoch_ms(updated_at) AS "updatedAt"`;

export const ENTRY = `id, type, amount, reason, epoch_ms(created_at) AS at, giver_id AS "giverId", giver_username AS "giverUsername",
  giver_balance AS "giverBalance", receiver_id AS "receiverId", receiver_username AS "receiverUsername", receiver_balance AS "receiverBalance"`;
