ALTER TABLE "bytes_balances" DROP CONSTRAINT "bytes_balances_guild_id_format";--> statement-breakpoint
ALTER TABLE "bytes_balances" DROP CONSTRAINT "bytes_balances_user_id_format";--> statement-breakpoint
ALTER TABLE "bytes_balances" DROP CONSTRAINT "bytes_balances_totals";--> statement-breakpoint
ALTER TABLE "bytes_balances" DROP CONSTRAINT "bytes_balances_streak";--> statement-breakpoint
ALTER TABLE "bytes_balances" DROP CONSTRAINT "bytes_balances_balance_range";--> statement-breakpoint
ALTER TABLE "bytes_transactions" DROP CONSTRAINT "bytes_transactions_guild_id_format";--> statement-breakpoint
ALTER TABLE "bytes_transactions" DROP CONSTRAINT "bytes_transactions_giver_id_format";--> statement-breakpoint
ALTER TABLE "bytes_transactions" DROP CONSTRAINT "bytes_transactions_receiver_id_format";--> statement-breakpoint
ALTER TABLE "bytes_transactions" DROP CONSTRAINT "bytes_transactions_type";--> statement-breakpoint
ALTER TABLE "bytes_transactions" DROP CONSTRAINT "bytes_transactions_reason_length";--> statement-breakpoint
ALTER TABLE "bytes_transactions" DROP CONSTRAINT "bytes_transactions_key_length";--> statement-breakpoint
ALTER TABLE "bytes_transactions" DROP CONSTRAINT "bytes_transactions_parties";--> statement-breakpoint
ALTER TABLE "bytes_transactions" DROP CONSTRAINT "bytes_transactions_amount_range";--> statement-breakpoint
DROP INDEX "bytes_balances_user";--> statement-breakpoint
ALTER TABLE "bytes_balances" ADD CONSTRAINT "bytes_balances_balance_range" CHECK ("bytes_balances"."balance" >= 0);--> statement-breakpoint
ALTER TABLE "bytes_transactions" ADD CONSTRAINT "bytes_transactions_parties" CHECK ("bytes_transactions"."giver_id" <> "bytes_transactions"."receiver_id");--> statement-breakpoint
ALTER TABLE "bytes_transactions" ADD CONSTRAINT "bytes_transactions_amount_range" CHECK ("bytes_transactions"."amount" > 0);--> statement-breakpoint

-- Looked at once, when an account is opened, and not whenever its balance changes.
CREATE FUNCTION bytes_balances_opened() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.guild_id !~ '^[0-9]{17,20}$' OR NEW.user_id !~ '^[0-9]{17,20}$' THEN
    RAISE EXCEPTION 'an account belongs to the id of a guild and of a user' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER bytes_balances_opened BEFORE INSERT ON bytes_balances
FOR EACH ROW EXECUTE FUNCTION bytes_balances_opened();
--> statement-breakpoint
-- An account is found by both halves of its key, one at a time. A list of users beside the guild could be kept as a plan that goes
-- through the whole guild, where most guilds are small: with a thousand of them and one of thirty thousand, a transfer took 7 ms.
-- What has been locked is then written by where it lies, which nobody else can change.
CREATE OR REPLACE FUNCTION bytes_transfer(
  p_guild text, p_id uuid, p_giver text, p_giver_name text, p_receiver text, p_receiver_name text, p_amount bigint,
  p_reason text, p_actor text, p_key text, p_now timestamptz, p_preview boolean DEFAULT false
) RETURNS jsonb
LANGUAGE plpgsql AS $$
DECLARE
  v_config bytes_configs;
  v_giver bytes_balances;
  v_receiver bytes_balances;
  v_row bytes_transactions;
  v_refusal jsonb;
  v_verdict jsonb;
  v_free timestamptz;
BEGIN
  IF char_length(p_reason) > 200 OR char_length(p_key) NOT BETWEEN 1 AND 200 THEN
    RAISE EXCEPTION 'a reason or a key of the ledger is too long' USING ERRCODE = 'check_violation';
  END IF;
  IF p_amount <= 0 THEN RETURN refusal('amount_not_positive'); END IF;
  IF p_giver = p_receiver THEN RETURN refusal('self_transfer'); END IF;
  v_config := bytes_config(p_guild);
  v_refusal := CASE
    WHEN NOT v_config.enabled THEN refusal('economy_disabled')
    WHEN p_amount > v_config.max_transfer THEN refusal('amount_too_large', jsonb_build_object('max', v_config.max_transfer)) END;
  IF v_refusal IS NOT NULL THEN
    RETURN coalesce(bytes_replay(p_guild, p_key, 'transfer', p_giver, p_receiver, p_amount, p_reason), v_refusal);
  END IF;

  IF NOT (EXISTS (SELECT FROM bytes_balances WHERE guild_id = p_guild AND user_id = p_giver)
    AND EXISTS (SELECT FROM bytes_balances WHERE guild_id = p_guild AND user_id = p_receiver)) THEN
    PERFORM bytes_open(p_guild, ARRAY[p_giver, p_receiver], ARRAY[p_giver_name, p_receiver_name], v_config.starting_balance, p_now);
  END IF;
  IF p_giver < p_receiver THEN
    SELECT * INTO v_giver FROM bytes_balances WHERE guild_id = p_guild AND user_id = p_giver FOR UPDATE;
    SELECT * INTO v_receiver FROM bytes_balances WHERE guild_id = p_guild AND user_id = p_receiver FOR UPDATE;
  ELSE
    SELECT * INTO v_receiver FROM bytes_balances WHERE guild_id = p_guild AND user_id = p_receiver FOR UPDATE;
    SELECT * INTO v_giver FROM bytes_balances WHERE guild_id = p_guild AND user_id = p_giver FOR UPDATE;
  END IF;
  IF v_giver.user_id IS NULL OR v_receiver.user_id IS NULL THEN RETURN NULL; END IF;
  -- Under the locks, since the same key may have won while this call waited for them.
  v_verdict := bytes_replay(p_guild, p_key, 'transfer', p_giver, p_receiver, p_amount, p_reason);
  IF v_verdict IS NOT NULL THEN RETURN v_verdict; END IF;

  IF v_receiver.departed_at IS NOT NULL THEN
    RETURN refusal('receiver_departed', jsonb_build_object('userId', p_receiver));
  END IF;
  v_free := v_giver.last_sent_at + v_config.cooldown_hours * interval '1 hour';
  IF v_config.cooldown_hours > 0 AND v_free > p_now THEN RETURN refusal('cooldown_active', jsonb_build_object('until', epoch_ms(v_free))); END IF;
  IF v_giver.balance < p_amount THEN
    RETURN refusal('insufficient_balance', jsonb_build_object('balance', v_giver.balance, 'needed', p_amount));
  END IF;
  IF v_receiver.balance + p_amount > 9000000000000000 THEN
    RETURN refusal('balance_limit', jsonb_build_object('userId', p_receiver));
  END IF;
  IF p_preview THEN
    RETURN jsonb_build_object('balance', v_giver.balance, 'after', v_giver.balance - p_amount);
  END IF;

  INSERT INTO bytes_transactions AS entry (id, guild_id, type, giver_id, giver_username, receiver_id, receiver_username, amount, giver_balance,
    receiver_balance, reason, actor_id, idempotency_key, created_at)
  VALUES (p_id, p_guild, 'transfer', p_giver, p_giver_name, p_receiver, p_receiver_name, p_amount, v_giver.balance - p_amount,
    v_receiver.balance + p_amount, p_reason, p_actor, p_key, p_now)
  ON CONFLICT (guild_id, idempotency_key) DO NOTHING
  RETURNING entry.* INTO v_row;
  IF NOT FOUND THEN
    RETURN bytes_replay(p_guild, p_key, 'transfer', p_giver, p_receiver, p_amount, p_reason);
  END IF;
  UPDATE bytes_balances
  SET balance = balance - p_amount, total_sent = total_sent + p_amount, last_sent_at = p_now, updated_at = p_now,
    username = coalesce(p_giver_name, username)
  WHERE guild_id = p_guild AND user_id = p_giver;
  UPDATE bytes_balances
  SET balance = balance + p_amount, total_received = total_received + p_amount, updated_at = p_now,
    username = coalesce(p_receiver_name, username)
  WHERE guild_id = p_guild AND user_id = p_receiver;
  RETURN jsonb_build_object('transaction', bytes_entry(v_row), 'replayed', false,
    'rewardsDue', bytes_rewards_due(v_config, p_receiver, v_receiver.total_received + p_amount));
END $$;
--> statement-breakpoint
CREATE OR REPLACE FUNCTION bytes_transfer_group(p_guild text, p_users text[], p_keys text[], p_items jsonb) RETURNS jsonb
LANGUAGE plpgsql AS $$
DECLARE
  v_config bytes_configs;
  v_account record;
  v_item record;
  v_known text[];
  v_written integer;
  -- Per account.
  v_lies tid[] := array_fill(NULL::tid, ARRAY[cardinality(p_users)]);
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
    SELECT wanted.place, account.* FROM (SELECT id, place FROM unnest(p_users) WITH ORDINALITY AS one (id, place) ORDER BY id) AS wanted
    CROSS JOIN LATERAL (
      SELECT b.ctid AS lies, b.balance, b.total_received, b.total_sent, b.departed_at, b.last_sent_at
      FROM bytes_balances b WHERE b.guild_id = p_guild AND b.user_id = wanted.id OFFSET 0 FOR UPDATE) AS account
  LOOP
    v_lies[v_account.place] := v_account.lies;
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
      amount bigint, reason text, key text, now timestamptz)) WITH ORDINALITY
      AS item (giver, receiver, giver_name, receiver_name, amount, reason, key, now, n)
  LOOP
    CONTINUE WHEN v_item.giver = v_item.receiver OR v_item.amount NOT BETWEEN 1 AND v_config.max_transfer
      OR v_balance[v_item.giver] IS NULL OR v_balance[v_item.receiver] IS NULL OR v_departed[v_item.giver] OR v_departed[v_item.receiver]
      OR v_item.key = ANY (v_known) OR char_length(v_item.reason) > 200 OR char_length(v_item.key) NOT BETWEEN 1 AND 200
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
  FROM unnest(v_lies, v_balance, v_received, v_sent, v_last_sent, v_changed, v_name)
    AS new (lies, balance, received, sent, last_sent, changed, name)
  WHERE b.ctid = new.lies AND new.changed IS NOT NULL;
  GET DIAGNOSTICS v_written = ROW_COUNT;
  IF v_written <> cardinality(array_remove(v_changed, NULL)) THEN RAISE EXCEPTION 'a locked account was not where it lay'; END IF;

  RETURN (
    SELECT jsonb_agg(CASE WHEN after.giver IS NOT NULL THEN jsonb_build_array(after.giver, after.receiver, after.due) END ORDER BY after.n)
    FROM unnest(v_giver_after, v_receiver_after, v_due) WITH ORDINALITY AS after (giver, receiver, due, n));
END $$;
--> statement-breakpoint
-- The key of a daily begins with its date, so that those of one day lie together in the index. Who left is left to bytes_claim_daily.
CREATE OR REPLACE FUNCTION bytes_claim_dailies(p_guild text, p_users text[], p_items jsonb) RETURNS jsonb
LANGUAGE plpgsql AS $$
DECLARE
  v_config bytes_configs;
  v_zone text := coalesce((SELECT timezone FROM guild_settings WHERE guild_id = p_guild), 'UTC');
  v_rewards boolean;
  v_account record;
  v_item record;
  v_today date;
  v_last date;
  v_multiplier bigint;
  v_paid uuid[];
  v_written integer;
  -- Of the guild, the longest streak first.
  v_days integer[];
  v_multipliers bigint[];
  -- Per user.
  v_lies tid[] := array_fill(NULL::tid, ARRAY[cardinality(p_users)]);
  v_balance bigint[] := array_fill(NULL::bigint, ARRAY[cardinality(p_users)]);
  v_received bigint[] := v_balance;
  v_streak integer[] := array_fill(NULL::integer, ARRAY[cardinality(p_users)]);
  v_last_date date[] := array_fill(NULL::date, ARRAY[cardinality(p_users)]);
  v_last_at timestamptz[] := array_fill(NULL::timestamptz, ARRAY[cardinality(p_users)]);
  v_last_zone text[] := array_fill(NULL::text, ARRAY[cardinality(p_users)]);
  -- Per user who is paid.
  v_id uuid[] := array_fill(NULL::uuid, ARRAY[cardinality(p_users)]);
  v_now timestamptz[] := v_last_at;
  v_date date[] := v_last_date;
  v_name text[] := v_last_zone;
  v_amount bigint[] := v_balance;
  v_times bigint[] := v_balance;
  v_reached integer[] := v_streak;
BEGIN
  v_config := bytes_config(p_guild);
  IF NOT v_config.enabled OR v_config.daily_amount = 0 THEN RETURN '{"claims": []}'; END IF;
  v_rewards := v_config.role_rewards <> '{}';
  SELECT array_agg((bonus ->> 'days')::integer ORDER BY (bonus ->> 'days')::integer DESC),
    array_agg((bonus ->> 'multiplier')::bigint ORDER BY (bonus ->> 'days')::integer DESC)
  INTO v_days, v_multipliers FROM jsonb_array_elements(v_config.streak_bonuses) AS bonus;

  FOR v_account IN
    SELECT wanted.place, account.* FROM (SELECT id, place FROM unnest(p_users) WITH ORDINALITY AS one (id, place) ORDER BY id) AS wanted
    CROSS JOIN LATERAL (
      SELECT b.ctid AS lies, b.balance, b.total_received, b.streak_count, b.last_daily, b.last_daily_at, b.last_daily_zone
      FROM bytes_balances b
      WHERE b.guild_id = p_guild AND b.user_id = wanted.id AND NOT b.opted_out AND b.departed_at IS NULL OFFSET 0 FOR UPDATE) AS account
  LOOP
    v_lies[v_account.place] := v_account.lies;
    v_balance[v_account.place] := v_account.balance;
    v_received[v_account.place] := v_account.total_received;
    v_streak[v_account.place] := v_account.streak_count;
    v_last_date[v_account.place] := v_account.last_daily;
    v_last_at[v_account.place] := v_account.last_daily_at;
    v_last_zone[v_account.place] := v_account.last_daily_zone;
  END LOOP;

  FOR v_item IN
    SELECT * FROM ROWS FROM (jsonb_to_recordset(p_items) AS (id uuid, username text, channels text[], roles text[], now timestamptz))
      WITH ORDINALITY AS item (id, username, channels, roles, now, n)
  LOOP
    CONTINUE WHEN v_balance[v_item.n] IS NULL OR v_config.no_earn_channels ?| v_item.channels OR v_config.no_earn_roles ?| v_item.roles;
    v_today := (v_item.now AT TIME ZONE v_zone)::date;
    v_last := greatest(v_last_date[v_item.n], (v_last_at[v_item.n] AT TIME ZONE v_zone)::date);
    CONTINUE WHEN v_today <= v_last OR v_item.now < (v_last + 1)::timestamp AT TIME ZONE v_zone
      OR v_last_zone[v_item.n] <> v_zone AND v_item.now < v_last_at[v_item.n] + interval '20 hours';

    v_reached[v_item.n] := CASE
      WHEN v_last = v_today - 1 THEN v_streak[v_item.n] + 1
      WHEN v_last IS NOT NULL AND bytes_streak_held(v_last, v_today, v_zone, v_item.now) THEN v_streak[v_item.n] + 1
      ELSE 1 END;
    v_multiplier := 1;
    FOR v_tier IN 1 .. coalesce(cardinality(v_days), 0) LOOP
      IF (CASE v_config.streak_mode WHEN 'tier' THEN v_days[v_tier] <= v_reached[v_item.n] ELSE v_reached[v_item.n] % v_days[v_tier] = 0 END) THEN
        v_multiplier := v_multipliers[v_tier];
        EXIT;
      END IF;
    END LOOP;
    v_times[v_item.n] := v_multiplier;
    v_amount[v_item.n] := least(v_config.daily_amount * v_multiplier, v_config.daily_cap);
    CONTINUE WHEN v_balance[v_item.n] + v_amount[v_item.n] > 9000000000000000;
    v_id[v_item.n] := v_item.id;
    v_now[v_item.n] := v_item.now;
    v_date[v_item.n] := v_today;
    v_name[v_item.n] := v_item.username;
    IF v_last IS NULL THEN v_streak[v_item.n] := 0; END IF;
  END LOOP;

  WITH paid AS (
    INSERT INTO bytes_transactions (id, guild_id, type, giver_id, receiver_id, receiver_username, amount, receiver_balance, actor_id,
      idempotency_key, detail, created_at)
    SELECT due.id, p_guild, 'daily', 'SYSTEM', due.person, due.name, due.amount, due.balance + due.amount, due.person,
      'daily:' || due.date || ':' || bytes_person(p_guild, due.person),
      jsonb_build_object('date', due.date, 'streak', due.reached, 'multiplier', due.times), due.now
    FROM unnest(v_id, p_users, v_name, v_amount, v_balance, v_date, v_reached, v_times, v_now)
      AS due (id, person, name, amount, balance, date, reached, times, now)
    WHERE due.id IS NOT NULL
    ON CONFLICT (guild_id, idempotency_key) DO NOTHING
    RETURNING id)
  SELECT array_agg(id) INTO v_paid FROM paid;
  UPDATE bytes_balances b
  SET balance = due.balance + due.amount, total_received = due.received + due.amount, last_daily = due.date, last_daily_at = due.now,
    last_daily_zone = v_zone, streak_count = due.reached, longest_streak = greatest(b.longest_streak, due.reached), updated_at = due.now,
    username = coalesce(due.name, b.username)
  FROM unnest(v_id, v_lies, v_name, v_amount, v_balance, v_received, v_date, v_reached, v_now)
    AS due (id, lies, name, amount, balance, received, date, reached, now)
  WHERE b.ctid = due.lies AND due.id = ANY (v_paid);
  GET DIAGNOSTICS v_written = ROW_COUNT;
  IF v_written <> coalesce(cardinality(v_paid), 0) THEN RAISE EXCEPTION 'a locked account was not where it lay'; END IF;

  RETURN (
    SELECT jsonb_build_object('bonuses', v_config.streak_bonuses, 'claims', jsonb_agg(CASE WHEN due.id = ANY (v_paid) THEN
      jsonb_build_array(due.amount, due.balance + due.amount, due.date, due.reached, due.times, due.before,
        epoch_ms((due.date + 1)::timestamp AT TIME ZONE v_zone),
        v_rewards AND bytes_rewards_due(v_config, due.person, due.received + due.amount)) END ORDER BY due.n))
    FROM unnest(v_id, p_users, v_amount, v_balance, v_received, v_date, v_reached, v_times, v_streak)
      WITH ORDINALITY AS due (id, person, amount, balance, received, date, reached, times, before, n));
END $$;
--> statement-breakpoint
CREATE OR REPLACE FUNCTION bytes_claim_daily(
  p_guild text, p_id uuid, p_user text, p_username text, p_channels text[], p_roles text[], p_now timestamptz
) RETURNS jsonb
LANGUAGE plpgsql AS $$
DECLARE
  v_config bytes_configs;
  v_account bytes_balances;
  v_row bytes_transactions;
  v_zone text := coalesce((SELECT timezone FROM guild_settings WHERE guild_id = p_guild), 'UTC');
  v_today date := (p_now AT TIME ZONE v_zone)::date;
  v_last date;
  v_next timestamptz;
  v_streak integer;
  v_multiplier bigint;
  v_amount bigint;
BEGIN
  v_config := bytes_config(p_guild);
  IF NOT v_config.enabled THEN RETURN refusal('economy_disabled'); END IF;
  IF v_config.daily_amount = 0 THEN RETURN refusal('daily_off'); END IF;
  IF v_config.no_earn_channels ?| p_channels THEN RETURN refusal('no_earn_channel'); END IF;
  IF v_config.no_earn_roles ?| p_roles THEN RETURN refusal('no_earn_role'); END IF;

  v_account := bytes_lock(v_config, p_user, p_username, p_now);
  IF v_account.opted_out THEN RETURN refusal('opted_out'); END IF;

  v_last := greatest(v_account.last_daily, (v_account.last_daily_at AT TIME ZONE v_zone)::date);
  v_next := greatest(
    (v_last + 1)::timestamp AT TIME ZONE v_zone,
    CASE WHEN v_account.last_daily_zone <> v_zone THEN v_account.last_daily_at + interval '20 hours' END);
  IF v_today <= v_last OR p_now < v_next THEN
    RETURN refusal('already_claimed', jsonb_build_object('nextAt', epoch_ms(v_next), 'streak', v_account.streak_count));
  END IF;

  v_streak := CASE WHEN v_last IS NOT NULL AND bytes_streak_held(v_last, v_today, v_zone, p_now) THEN v_account.streak_count + 1 ELSE 1 END;
  v_multiplier := bytes_multiplier(v_config.streak_mode, v_config.streak_bonuses, v_streak);
  v_amount := least(v_config.daily_amount * v_multiplier, v_config.daily_cap);
  IF v_account.balance + v_amount > 9000000000000000 THEN
    RETURN refusal('balance_limit', jsonb_build_object('userId', p_user));
  END IF;

  INSERT INTO bytes_transactions AS entry (id, guild_id, type, giver_id, receiver_id, receiver_username, amount, receiver_balance, actor_id,
    idempotency_key, detail, created_at)
  VALUES (p_id, p_guild, 'daily', 'SYSTEM', p_user, p_username, v_amount, v_account.balance + v_amount, p_user,
    'daily:' || v_today || ':' || bytes_person(p_guild, p_user),
    jsonb_build_object('date', v_today, 'streak', v_streak, 'multiplier', v_multiplier), p_now)
  ON CONFLICT (guild_id, idempotency_key) DO NOTHING
  RETURNING entry.* INTO v_row;
  v_next := (v_today + 1)::timestamp AT TIME ZONE v_zone;
  IF NOT FOUND THEN
    RETURN refusal('already_claimed', jsonb_build_object('nextAt', epoch_ms(v_next), 'streak', v_account.streak_count));
  END IF;
  UPDATE bytes_balances
  SET balance = balance + v_amount, total_received = total_received + v_amount, last_daily = v_today, last_daily_at = p_now,
    last_daily_zone = v_zone, streak_count = v_streak, longest_streak = greatest(longest_streak, v_streak), updated_at = p_now,
    username = coalesce(p_username, username)
  WHERE guild_id = p_guild AND user_id = p_user;
  RETURN jsonb_build_object('transaction', bytes_entry(v_row), 'replayed', false, 'date', v_today, 'streak', v_streak,
    'previousStreak', CASE WHEN v_last IS NULL THEN 0 ELSE v_account.streak_count END, 'multiplier', v_multiplier,
    'nextAt', epoch_ms(v_next), 'bonuses', v_config.streak_bonuses,
    'rewardsDue', bytes_rewards_due(v_config, p_user, v_account.total_received + v_amount));
END $$;
--> statement-breakpoint
CREATE OR REPLACE FUNCTION bytes_adjust(
  p_guild text, p_id uuid, p_type text, p_user text, p_username text, p_delta bigint, p_reason text, p_actor text, p_key text,
  p_detail jsonb, p_now timestamptz
) RETURNS jsonb
LANGUAGE plpgsql AS $$
DECLARE
  v_config bytes_configs;
  v_account bytes_balances;
  v_row bytes_transactions;
  v_verdict jsonb;
  v_giver text := CASE WHEN p_delta < 0 THEN p_user ELSE 'SYSTEM' END;
  v_receiver text := CASE WHEN p_delta < 0 THEN 'SYSTEM' ELSE p_user END;
  v_counted bigint := CASE WHEN p_delta > 0 AND p_type <> 'refund' THEN p_delta ELSE 0 END;
BEGIN
  IF char_length(p_reason) > 200 OR char_length(p_key) NOT BETWEEN 1 AND 200 THEN
    RAISE EXCEPTION 'a reason or a key of the ledger is too long' USING ERRCODE = 'check_violation';
  END IF;
  IF p_type NOT IN ('starting', 'daily', 'squad_fee', 'refund', 'admin_adjust', 'reward') THEN
    RAISE EXCEPTION 'no movement of one account has the type %', p_type USING ERRCODE = 'check_violation';
  END IF;
  IF p_delta = 0 THEN RETURN refusal('amount_not_positive'); END IF;
  v_config := bytes_config(p_guild);
  v_account := bytes_lock(v_config, p_user, p_username, p_now);
  v_verdict := bytes_replay(p_guild, p_key, p_type, v_giver, v_receiver, abs(p_delta), p_reason);
  IF v_verdict IS NOT NULL THEN RETURN v_verdict; END IF;
  IF v_account.balance + p_delta < 0 THEN
    RETURN refusal('insufficient_balance', jsonb_build_object('balance', v_account.balance, 'needed', -p_delta));
  END IF;
  IF v_account.balance + p_delta > 9000000000000000 THEN
    RETURN refusal('balance_limit', jsonb_build_object('userId', p_user));
  END IF;

  INSERT INTO bytes_transactions AS entry (id, guild_id, type, giver_id, giver_username, receiver_id, receiver_username, amount, giver_balance,
    receiver_balance, reason, actor_id, idempotency_key, detail, created_at)
  VALUES (p_id, p_guild, p_type, v_giver, CASE WHEN p_delta < 0 THEN p_username END, v_receiver, CASE WHEN p_delta > 0 THEN p_username END,
    abs(p_delta), CASE WHEN p_delta < 0 THEN v_account.balance + p_delta END, CASE WHEN p_delta > 0 THEN v_account.balance + p_delta END,
    p_reason, p_actor, p_key, p_detail, p_now)
  ON CONFLICT (guild_id, idempotency_key) DO NOTHING
  RETURNING entry.* INTO v_row;
  IF NOT FOUND THEN
    RETURN bytes_replay(p_guild, p_key, p_type, v_giver, v_receiver, abs(p_delta), p_reason);
  END IF;
  UPDATE bytes_balances
  SET balance = balance + p_delta, total_received = total_received + v_counted, updated_at = p_now, username = coalesce(p_username, username)
  WHERE guild_id = p_guild AND user_id = p_user;
  RETURN jsonb_build_object('transaction', bytes_entry(v_row), 'replayed', false,
    'rewardsDue', v_counted > 0 AND bytes_rewards_due(v_config, p_user, v_account.total_received + v_counted));
END $$;
--> statement-breakpoint
-- What is erased of the ledger is that of the accounts that are erased. An account that somebody opens meanwhile keeps its rows: taken
-- from it, they would leave it with bytes from nowhere.
CREATE OR REPLACE FUNCTION bytes_erase(p_user text, p_pseudonym text, p_now timestamptz) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
  v_guilds text[];
BEGIN
  PERFORM set_config('smarter_dev.erasing', 'on', true);
  DELETE FROM bytes_role_grants WHERE user_id = p_user;
  WITH erased AS (
    UPDATE bytes_balances
    SET user_id = p_pseudonym, username = NULL, departed_at = coalesce(departed_at, p_now), opted_out = true
    WHERE user_id = p_user AND guild_id = ANY (ARRAY(SELECT guild_id FROM bytes_configs))
    RETURNING guild_id)
  SELECT array_agg(guild_id) INTO v_guilds FROM erased;
  UPDATE bytes_transactions SET giver_id = p_pseudonym, giver_username = NULL, reason = NULL
  WHERE guild_id = ANY (v_guilds) AND giver_id = p_user;
  UPDATE bytes_transactions SET receiver_id = p_pseudonym, receiver_username = NULL
  WHERE guild_id = ANY (v_guilds) AND receiver_id = p_user;
  UPDATE bytes_transactions SET actor_id = p_pseudonym WHERE actor_id = p_user;
  PERFORM set_config('smarter_dev.erasing', 'off', true);
END $$;
