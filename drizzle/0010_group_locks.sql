-- Accounts of a group are found one by one through the primary key. A join could become a merge with the whole of a big guild
-- once the plan is kept for guilds of every size.
CREATE OR REPLACE FUNCTION bytes_transfer_group(p_guild text, p_users text[], p_keys text[], p_items jsonb) RETURNS jsonb
LANGUAGE plpgsql AS $$
DECLARE
  v_config bytes_configs;
  v_account record;
  v_item record;
  v_known text[];
  -- Per account.
  v_balance bigint[] := array_fill(NULL::bigint, ARRAY[cardinality(p_users)]);
  v_received bigint[] := v_balance;
  v_sent bigint[] := v_balance;
  v_departed boolean[] := array_fill(NULL::boolean, ARRAY[cardinality(p_users)]);
  v_last_sent timestamptz[] := array_fill(NULL::timestamptz, ARRAY[cardinality(p_users)]);
  v_changed timestamptz[] := v_last_sent;
  v_name text[] := array_fill(NULL::text, ARRAY[cardinality(p_users)]);
  -- Per item.
  v_giver_after bigint[] := array_fill(NULL::bigint, ARRAY[cardinality(p_keys)]);
  v_receiver_after bigint[] := v_giver_after;
  v_due boolean[] := array_fill(NULL::boolean, ARRAY[cardinality(p_keys)]);
BEGIN
  v_config := bytes_config(p_guild);
  IF NOT v_config.enabled THEN RETURN '[]'; END IF;

  FOR v_account IN
    SELECT array_position(p_users, b.user_id) AS place, b.balance, b.total_received, b.total_sent, b.departed_at, b.last_sent_at
    FROM bytes_balances b WHERE b.guild_id = p_guild AND b.user_id = ANY (p_users)
    ORDER BY b.user_id FOR UPDATE
  LOOP
    v_balance[v_account.place] := v_account.balance;
    v_received[v_account.place] := v_account.total_received;
    v_sent[v_account.place] := v_account.total_sent;
    v_departed[v_account.place] := v_account.departed_at IS NOT NULL;
    v_last_sent[v_account.place] := v_account.last_sent_at;
  END LOOP;
  -- Under the locks, since the same key may have won while this call waited for them.
  SELECT array_agg(idempotency_key) INTO v_known FROM bytes_transactions
  WHERE guild_id = p_guild AND idempotency_key = ANY (p_keys);

  FOR v_item IN
    SELECT * FROM ROWS FROM (jsonb_to_recordset(p_items) AS (giver integer, receiver integer, giver_name text, receiver_name text,
      amount bigint, key text, now timestamptz)) WITH ORDINALITY AS item (giver, receiver, giver_name, receiver_name, amount, key, now, n)
  LOOP
    CONTINUE WHEN v_item.giver = v_item.receiver OR v_item.amount NOT BETWEEN 1 AND v_config.max_transfer
      OR v_balance[v_item.giver] IS NULL OR v_balance[v_item.receiver] IS NULL OR v_departed[v_item.giver] OR v_departed[v_item.receiver]
      OR v_item.key = ANY (v_known)
      OR v_config.cooldown_hours > 0 AND v_last_sent[v_item.giver] + v_config.cooldown_hours * interval '1 hour' > v_item.now
      OR v_balance[v_item.giver] < v_item.amount
      OR v_balance[v_item.receiver] + v_item.amount > 9000000000000000;

    v_balance[v_item.giver] := v_balance[v_item.giver] - v_item.amount;
    v_balance[v_item.receiver] := v_balance[v_item.receiver] + v_item.amount;
    v_sent[v_item.giver] := v_sent[v_item.giver] + v_item.amount;
    v_received[v_item.receiver] := v_received[v_item.receiver] + v_item.amount;
    v_last_sent[v_item.giver] := v_item.now;
    v_changed[v_item.giver] := v_item.now;
    v_changed[v_item.receiver] := v_item.now;
    IF v_item.giver_name IS NOT NULL THEN v_name[v_item.giver] := v_item.giver_name; END IF;
    IF v_item.receiver_name IS NOT NULL THEN v_name[v_item.receiver] := v_item.receiver_name; END IF;

    v_giver_after[v_item.n] := v_balance[v_item.giver];
    v_receiver_after[v_item.n] := v_balance[v_item.receiver];
    v_due[v_item.n] := bytes_rewards_due(v_config, p_users[v_item.receiver], v_received[v_item.receiver]);
  END LOOP;

  INSERT INTO bytes_transactions (id, guild_id, type, giver_id, giver_username, receiver_id, receiver_username, amount, giver_balance,
    receiver_balance, reason, actor_id, idempotency_key, created_at)
  SELECT item.id, p_guild, 'transfer', p_users[item.giver], item.giver_name, p_users[item.receiver], item.receiver_name, item.amount,
    v_giver_after[item.n], v_receiver_after[item.n], item.reason, item.actor, item.key, item.now
  FROM ROWS FROM (jsonb_to_recordset(p_items) AS (id uuid, giver integer, receiver integer, giver_name text, receiver_name text,
    amount bigint, reason text, actor text, key text, now timestamptz)) WITH ORDINALITY
    AS item (id, giver, receiver, giver_name, receiver_name, amount, reason, actor, key, now, n)
  WHERE v_giver_after[item.n] IS NOT NULL;
  UPDATE bytes_balances b
  SET balance = new.balance, total_received = new.received, total_sent = new.sent, last_sent_at = new.last_sent,
    updated_at = new.changed, username = coalesce(new.name, b.username)
  FROM unnest(p_users, v_balance, v_received, v_sent, v_last_sent, v_changed, v_name)
    AS new (id, balance, received, sent, last_sent, changed, name)
  WHERE b.guild_id = p_guild AND b.user_id = new.id AND b.user_id = ANY (p_users) AND new.changed IS NOT NULL;

  RETURN (
    SELECT jsonb_agg(CASE WHEN after.giver IS NOT NULL THEN jsonb_build_array(after.giver, after.receiver, after.due) END ORDER BY after.n)
    FROM unnest(v_giver_after, v_receiver_after, v_due) WITH ORDINALITY AS after (giver, receiver, due, n));
END $$;
--> statement-breakpoint
-- Dailies of one guild that arrived together, in one commit. What is certain is paid here; for anything else (an account to open,
-- one who has claimed already, any other refusal) the answer is null and bytes_claim_daily decides.
--
-- p_items: [{id, user, username, channels, roles, now}], each user once. Answers the verdicts in the same order.
CREATE OR REPLACE FUNCTION bytes_claim_daily_group(p_guild text, p_items jsonb) RETURNS jsonb
LANGUAGE plpgsql AS $$
DECLARE
  v_config bytes_configs;
  v_zone text := coalesce((SELECT timezone FROM guild_settings WHERE guild_id = p_guild), 'UTC');
  v_users text[] := ARRAY(SELECT item ->> 'user' FROM jsonb_array_elements(p_items) AS item);
  v_verdicts jsonb;
BEGIN
  v_config := bytes_config(p_guild);
  IF NOT v_config.enabled OR v_config.daily_amount = 0 THEN RETURN '[]'; END IF;
  PERFORM FROM bytes_balances WHERE guild_id = p_guild AND user_id = ANY (v_users) ORDER BY user_id FOR UPDATE;
  WITH item AS MATERIALIZED (
    SELECT * FROM ROWS FROM (jsonb_to_recordset(p_items) AS (id uuid, "user" text, username text, channels text[], roles text[], now timestamptz))
      WITH ORDINALITY AS item (id, "user", username, channels, roles, now, n)
  ), account AS MATERIALIZED (
    SELECT * FROM bytes_balances WHERE guild_id = p_guild AND user_id = ANY (v_users) AND NOT opted_out
  ), asked AS (
    SELECT item.id, item."user", item.username AS item_name, item.now, item.n, account.balance, account.total_received, account.streak_count,
      account.last_daily_at, account.last_daily_zone, (item.now AT TIME ZONE v_zone)::date AS today,
      greatest(account.last_daily, (account.last_daily_at AT TIME ZONE v_zone)::date) AS last
    FROM item JOIN account ON account.user_id = item."user"
    WHERE NOT v_config.no_earn_channels ?| item.channels AND NOT v_config.no_earn_roles ?| item.roles
  ), counted AS (
    SELECT asked.*, CASE WHEN asked.last IS NOT NULL AND bytes_streak_held(asked.last, asked.today, v_zone, asked.now)
      THEN asked.streak_count + 1 ELSE 1 END AS streak
    FROM asked
    WHERE NOT coalesce(asked.today <= asked.last OR asked.now < greatest((asked.last + 1)::timestamp AT TIME ZONE v_zone,
      CASE WHEN asked.last_daily_zone <> v_zone THEN asked.last_daily_at + interval '20 hours' END), false)
  ), weighed AS (
    SELECT counted.*, bytes_multiplier(v_config.streak_mode, v_config.streak_bonuses, counted.streak) AS multiplier FROM counted
  ), due AS MATERIALIZED (
    SELECT weighed.*, least(v_config.daily_amount * weighed.multiplier, v_config.daily_cap) AS amount FROM weighed
    WHERE weighed.balance + least(v_config.daily_amount * weighed.multiplier, v_config.daily_cap) <= 9000000000000000
  ), paid AS (
    INSERT INTO bytes_transactions AS entry (id, guild_id, type, giver_id, receiver_id, receiver_username, amount, receiver_balance,
      actor_id, idempotency_key, detail, created_at)
    SELECT due.id, p_guild, 'daily', 'SYSTEM', due."user", due.item_name, due.amount, due.balance + due.amount, due."user",
      'daily:' || bytes_person(p_guild, due."user") || ':' || to_char(due.today, 'YYYY-MM-DD'),
      jsonb_build_object('date', due.today, 'streak', due.streak, 'multiplier', due.multiplier), due.now
    FROM due
    ON CONFLICT (guild_id, idempotency_key) DO NOTHING
    RETURNING entry.id, entry AS written
  ), credited AS (
    UPDATE bytes_balances b
    SET balance = b.balance + due.amount, total_received = b.total_received + due.amount, last_daily = due.today, last_daily_at = due.now,
      last_daily_zone = v_zone, streak_count = due.streak, longest_streak = greatest(b.longest_streak, due.streak), updated_at = due.now,
      username = coalesce(due.item_name, b.username)
    FROM due JOIN paid ON paid.id = due.id
    WHERE b.guild_id = p_guild AND b.user_id = due."user" AND b.user_id = ANY (v_users)
  )
  SELECT jsonb_agg(CASE WHEN paid.id IS NOT NULL THEN jsonb_build_object(
    'transaction', bytes_entry(paid.written), 'replayed', false, 'date', due.today, 'streak', due.streak,
    'previousStreak', CASE WHEN due.last IS NULL THEN 0 ELSE due.streak_count END, 'multiplier', due.multiplier,
    'nextAt', epoch_ms((due.today + 1)::timestamp AT TIME ZONE v_zone), 'bonuses', v_config.streak_bonuses,
    'rewardsDue', bytes_rewards_due(v_config, due."user", due.total_received + due.amount)) END ORDER BY item.n) INTO v_verdicts
  FROM item LEFT JOIN due ON due.n = item.n LEFT JOIN paid ON paid.id = due.id;
  RETURN v_verdicts;
END $$;
