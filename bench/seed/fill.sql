-- Fills a migrated, empty database: three big guilds with nine tenths of the members, and many guilds of ten with the rest.
-- Everyone has a starting row, a reward and, in three rounds, gives to and gets from a neighbour, so that every balance is the sum of
-- its rows. Run by psql with -v members=N. Member n has the id 1000000000 || n (8 digits); guild g the id 2000000000 || g (8 digits).

CREATE TEMP TABLE people AS
SELECT n, guild, '2000000000' || lpad(guild::text, 8, '0') AS guild_id, '1000000000' || lpad(n::text, 8, '0') AS user_id,
  first, size, 1 + (n * 7919::bigint) % 50000 AS reward
FROM (
  SELECT n, CASE WHEN n < big * 3 THEN n / big ELSE 3 + (n - big * 3) / 10 END AS guild,
    CASE WHEN n < big * 3 THEN n / big * big ELSE n - (n - big * 3) % 10 END AS first,
    CASE WHEN n < big * 3 THEN big ELSE 10 END AS size
  FROM generate_series(0, :members - 1) AS n, (SELECT :members * 3 / 10 AS big) AS sizes
) AS placed;
CREATE INDEX ON people (n);
ANALYZE people;

CREATE TEMP TABLE definitions AS
SELECT indexname, indexdef FROM pg_indexes
WHERE schemaname = 'public' AND tablename IN ('bytes_balances', 'bytes_transactions')
  AND indexname NOT IN (SELECT conname FROM pg_constraint);
SELECT format('DROP INDEX %I', indexname) FROM definitions \gexec

INSERT INTO bytes_configs (guild_id, starting_balance, max_transfer, daily_amount)
SELECT DISTINCT guild_id, 10000, 1000, 10 FROM people;

INSERT INTO bytes_balances (guild_id, user_id, username, balance, total_received, total_sent, last_daily, last_daily_at, last_daily_zone,
  streak_count, longest_streak, created_at, updated_at)
SELECT guild_id, user_id, 'member' || n, 10000 + reward, reward + 6, 6, current_date - 1, now() - interval '1 day', 'UTC',
  n % 40, n % 60 + 40, now() - interval '1 year', now() - interval '1 day' - n * interval '1 millisecond'
FROM people;

-- Rows lie in the order of time, as a ledger that grew has them.
CREATE FUNCTION pg_temp.seeded_id(p_at timestamptz, p_n bigint) RETURNS uuid LANGUAGE sql AS $$
  SELECT (lpad(to_hex((extract(epoch FROM p_at) * 1000)::bigint), 12, '0') || '7' || substr(md5(p_n::text), 1, 3) || '8'
    || substr(md5(p_n::text), 4, 15))::uuid
$$;

INSERT INTO bytes_transactions (id, guild_id, type, giver_id, receiver_id, receiver_username, amount, receiver_balance, actor_id,
  idempotency_key, created_at)
SELECT pg_temp.seeded_id(at, n * 2 + kind), guild_id, CASE kind WHEN 0 THEN 'starting' ELSE 'reward' END, 'SYSTEM', user_id, 'member' || n,
  CASE kind WHEN 0 THEN 10000 ELSE reward END, 10000 + CASE kind WHEN 0 THEN 0 ELSE reward END, 'SYSTEM',
  CASE kind WHEN 0 THEN 'starting:' || bytes_person(guild_id, user_id) ELSE 'seed:reward:' || n END, at
FROM people, generate_series(0, 1) AS kind,
  LATERAL (SELECT now() - interval '1 year' + (kind * :members + n) * interval '10 milliseconds' AS at) AS placed
ORDER BY kind, n;

INSERT INTO bytes_transactions (id, guild_id, type, giver_id, giver_username, receiver_id, receiver_username, amount, giver_balance,
  receiver_balance, reason, actor_id, idempotency_key, created_at)
SELECT pg_temp.seeded_id(at, 2 * :members + turn * :members + giver.n), giver.guild_id, 'transfer', giver.user_id, 'member' || giver.n,
  receiver.user_id, 'member' || receiver.n, turn, 10000 + giver.reward - turn, 10000 + receiver.reward, 'thanks', giver.user_id,
  'seed:' || turn || ':' || giver.n, at
FROM generate_series(1, 3) AS turn CROSS JOIN people AS giver
JOIN people AS receiver ON receiver.n = giver.first + (giver.n - giver.first + turn) % giver.size,
  LATERAL (SELECT now() - interval '6 months' + ((turn - 1) * :members + giver.n) * interval '10 milliseconds' AS at) AS placed
ORDER BY turn, giver.n;

SELECT indexdef FROM definitions \gexec
VACUUM (ANALYZE) bytes_balances;
VACUUM (ANALYZE) bytes_transactions;
VACUUM (ANALYZE) bytes_configs;
CREATE TABLE bench_seed AS SELECT :members::bigint AS members;
CHECKPOINT;
