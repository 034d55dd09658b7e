-- The economy's writes. Each is one call, safe under READ COMMITTED, and idempotent by its key. A refusal is data
-- ({"refused": code, "context": {…}}), never an exception. Instants come in as p_now: the product's clock decides, not the
-- database's. Accounts are locked in user_id order, always after the missing ones were inserted in that order, so that no
-- two calls can wait for each other.

CREATE FUNCTION refusal(p_code text, p_context jsonb DEFAULT '{}') RETURNS jsonb
LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT jsonb_build_object('refused', p_code, 'context', p_context)
$$;

CREATE FUNCTION epoch_ms(p_at timestamptz) RETURNS bigint
LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT floor(extract(epoch FROM p_at) * 1000)::bigint
$$;

-- A UUIDv7 of the given instant, for rows that a function adds by itself.
CREATE FUNCTION uuid_v7_at(p_at timestamptz) RETURNS uuid
LANGUAGE sql VOLATILE PARALLEL SAFE AS $$
  SELECT encode(
    set_bit(set_bit(overlay(uuid_send(gen_random_uuid()) PLACING substring(int8send(epoch_ms(p_at)) FROM 3) FROM 1 FOR 6), 52, 1), 53, 1),
    'hex')::uuid
$$;

-- Names a person in idempotency keys in a way that outlives the erasure of their id: nobody starts twice.
CREATE FUNCTION bytes_person(p_guild text, p_user text) RETURNS text
LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT left(encode(sha256(convert_to(p_guild || ':' || p_user, 'UTF8')), 'hex'), 32)
$$;

-- The guild's settings; the defaults become a row when there is none.
CREATE FUNCTION bytes_config(p_guild text) RETURNS bytes_configs
LANGUAGE plpgsql AS $$
DECLARE
  v_config bytes_configs;
BEGIN
  SELECT * INTO v_config FROM bytes_configs WHERE guild_id = p_guild;
  IF NOT FOUND THEN
    INSERT INTO bytes_configs (guild_id) VALUES (p_guild) ON CONFLICT DO NOTHING;
    SELECT * INTO v_config FROM bytes_configs WHERE guild_id = p_guild;
  END IF;
  RETURN v_config;
END $$;

-- Opens the missing ones of some accounts, each with its starting row. Whoever moves bytes locks them after this.
CREATE FUNCTION bytes_open(p_guild text, p_users text[], p_names text[], p_starting bigint, p_now timestamptz) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
  v_new record;
BEGIN
  FOR v_new IN
    INSERT INTO bytes_balances (guild_id, user_id, username, created_at, updated_at)
    SELECT p_guild, person.id, person.name, p_now, p_now FROM unnest(p_users, p_names) AS person (id, name) ORDER BY person.id
    ON CONFLICT DO NOTHING
    RETURNING user_id, username
  LOOP
    PERFORM bytes_start(p_guild, v_new.user_id, v_new.username, p_starting, p_now);
  END LOOP;
END $$;

CREATE FUNCTION bytes_start(p_guild text, p_user text, p_name text, p_starting bigint, p_now timestamptz) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
  IF p_starting = 0 THEN RETURN; END IF;
  -- One millisecond early, so that it sorts before the row that opened the account.
  INSERT INTO bytes_transactions (id, guild_id, type, giver_id, receiver_id, receiver_username, amount, receiver_balance, actor_id, idempotency_key, created_at)
  VALUES (uuid_v7_at(p_now - interval '1 millisecond'), p_guild, 'starting', 'SYSTEM', p_user, p_name, p_starting, p_starting, 'SYSTEM',
    'starting:' || bytes_person(p_guild, p_user), p_now)
  ON CONFLICT (guild_id, idempotency_key) DO NOTHING;
  IF FOUND THEN
    UPDATE bytes_balances SET balance = p_starting WHERE guild_id = p_guild AND user_id = p_user;
  END IF;
END $$;

-- One account, locked; opened when it is missing.
CREATE FUNCTION bytes_lock(p_config bytes_configs, p_user text, p_name text, p_now timestamptz) RETURNS bytes_balances
LANGUAGE plpgsql AS $$
DECLARE
  v_account bytes_balances;
BEGIN
  SELECT * INTO v_account FROM bytes_balances WHERE guild_id = p_config.guild_id AND user_id = p_user FOR UPDATE;
  IF NOT FOUND THEN
    PERFORM bytes_open(p_config.guild_id, ARRAY[p_user], ARRAY[p_name], p_config.starting_balance, p_now);
    SELECT * INTO STRICT v_account FROM bytes_balances WHERE guild_id = p_config.guild_id AND user_id = p_user FOR UPDATE;
  END IF;
  RETURN v_account;
END $$;

-- What a ledger row looks like from outside.
CREATE FUNCTION bytes_entry(p_row bytes_transactions) RETURNS jsonb
LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT jsonb_build_object(
    'id', p_row.id, 'type', p_row.type, 'amount', p_row.amount, 'reason', p_row.reason, 'at', epoch_ms(p_row.created_at),
    'giverId', p_row.giver_id, 'giverUsername', p_row.giver_username, 'giverBalance', p_row.giver_balance,
    'receiverId', p_row.receiver_id, 'receiverUsername', p_row.receiver_username, 'receiverBalance', p_row.receiver_balance)
$$;

-- The verdict that a key got the first time, or null when it is new; a refusal when the key stood for something else.
CREATE FUNCTION bytes_replay(p_guild text, p_key text, p_type text, p_giver text, p_receiver text, p_amount bigint, p_reason text) RETURNS jsonb
LANGUAGE plpgsql STABLE AS $$
DECLARE
  v_row bytes_transactions;
BEGIN
  SELECT * INTO v_row FROM bytes_transactions WHERE guild_id = p_guild AND idempotency_key = p_key;
  IF NOT FOUND THEN RETURN NULL; END IF;
  IF (v_row.type, v_row.giver_id, v_row.receiver_id, v_row.amount, v_row.reason)
    IS DISTINCT FROM (p_type, p_giver, p_receiver, p_amount, p_reason) THEN
    RETURN refusal('idempotency_conflict');
  END IF;
  RETURN jsonb_build_object('transaction', bytes_entry(v_row), 'replayed', true, 'rewardsDue', false);
END $$;

-- Whether a role threshold is met by the gross figure and not yet granted; the exact figure can only be lower.
CREATE FUNCTION bytes_rewards_due(p_config bytes_configs, p_user text, p_received bigint) RETURNS boolean
LANGUAGE plpgsql STABLE AS $$
BEGIN
  IF p_config.role_rewards = '{}' THEN RETURN false; END IF;
  RETURN EXISTS (
    SELECT FROM jsonb_each_text(p_config.role_rewards) AS reward (role_id, threshold)
    WHERE reward.threshold::bigint <= p_received
      AND NOT EXISTS (
        SELECT FROM bytes_role_grants g
        WHERE g.guild_id = p_config.guild_id AND g.user_id = p_user AND g.role_id = reward.role_id));
END $$;

-- Moves bytes between two members. With p_preview everything is checked and nothing moves.
CREATE FUNCTION bytes_transfer(
  p_guild text, p_id uuid, p_giver text, p_giver_name text, p_receiver text, p_receiver_name text, p_amount bigint,
  p_reason text, p_actor text, p_key text, p_now timestamptz, p_preview boolean DEFAULT false
) RETURNS jsonb
LANGUAGE plpgsql AS $$
DECLARE
  v_config bytes_configs;
  v_account bytes_balances;
  v_giver bytes_balances;
  v_receiver bytes_balances;
  v_row bytes_transactions;
  v_refusal jsonb;
  v_verdict jsonb;
  v_free timestamptz;
BEGIN
  IF p_amount <= 0 THEN RETURN refusal('amount_not_positive'); END IF;
  IF p_giver = p_receiver THEN RETURN refusal('self_transfer'); END IF;
  v_config := bytes_config(p_guild);
  v_refusal := CASE
    WHEN NOT v_config.enabled THEN refusal('economy_disabled')
    WHEN p_amount > v_config.max_transfer THEN refusal('amount_too_large', jsonb_build_object('max', v_config.max_transfer)) END;
  IF v_refusal IS NOT NULL THEN
    RETURN coalesce(bytes_replay(p_guild, p_key, 'transfer', p_giver, p_receiver, p_amount, p_reason), v_refusal);
  END IF;

  IF (SELECT count(*) FROM bytes_balances WHERE guild_id = p_guild AND user_id IN (p_giver, p_receiver)) < 2 THEN
    PERFORM bytes_open(p_guild, ARRAY[p_giver, p_receiver], ARRAY[p_giver_name, p_receiver_name], v_config.starting_balance, p_now);
  END IF;
  FOR v_account IN
    SELECT * FROM bytes_balances WHERE guild_id = p_guild AND user_id IN (p_giver, p_receiver) ORDER BY user_id FOR UPDATE
  LOOP
    IF v_account.user_id = p_giver THEN v_giver := v_account; ELSE v_receiver := v_account; END IF;
  END LOOP;
  -- Under the locks, since the same key may have won while this call waited for them.
  v_verdict := bytes_replay(p_guild, p_key, 'transfer', p_giver, p_receiver, p_amount, p_reason);
  IF v_verdict IS NOT NULL THEN RETURN v_verdict; END IF;

  IF v_receiver.departed_at IS NOT NULL THEN
    RETURN refusal('receiver_departed', jsonb_build_object('userId', p_receiver));
  END IF;
  v_free := v_giver.last_sent_at + v_config.cooldown_hours * interval '1 hour';
  IF v_free > p_now THEN RETURN refusal('cooldown_active', jsonb_build_object('until', epoch_ms(v_free))); END IF;
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

-- One-sided movements: a positive delta comes from SYSTEM, a negative one goes there.
CREATE FUNCTION bytes_adjust(
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

-- Whether each day strictly between two dates was touched by an outage of at least five minutes.
CREATE FUNCTION bytes_streak_held(p_last date, p_today date, p_zone text, p_now timestamptz) RETURNS boolean
LANGUAGE sql STABLE AS $$
  SELECT NOT EXISTS (
    SELECT FROM generate_series(1, p_today - p_last - 1) AS missed (day)
    WHERE NOT EXISTS (
      SELECT FROM outages o
      WHERE o.started_at < (p_last + missed.day + 1)::timestamp AT TIME ZONE p_zone
        AND coalesce(o.ended_at, p_now) > (p_last + missed.day)::timestamp AT TIME ZONE p_zone
        AND coalesce(o.ended_at, p_now) - o.started_at >= interval '5 minutes'))
$$;

-- What the daily is multiplied by on a day of a streak; `multiplierOf` in rules.ts decides the same.
CREATE FUNCTION bytes_multiplier(p_mode text, p_bonuses jsonb, p_streak integer) RETURNS bigint
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT coalesce((
    SELECT (bonus ->> 'multiplier')::bigint FROM jsonb_array_elements(p_bonuses) AS bonus
    WHERE CASE p_mode WHEN 'tier' THEN (bonus ->> 'days')::integer <= p_streak ELSE p_streak % (bonus ->> 'days')::integer = 0 END
    ORDER BY (bonus ->> 'days')::integer DESC LIMIT 1), 1)
$$;

-- Pays the daily of the guild's calendar day, at most once. After a change of zone twenty hours must have passed as well.
CREATE FUNCTION bytes_claim_daily(
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
    'daily:' || bytes_person(p_guild, p_user) || ':' || to_char(v_today, 'YYYY-MM-DD'),
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

-- Puts a pseudonym in a person's place, in every guild. Amounts stay, so that the ledger still proves every balance.
CREATE FUNCTION bytes_erase(p_user text, p_pseudonym text, p_now timestamptz) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
  PERFORM set_config('smarter_dev.erasing', 'on', true);
  DELETE FROM bytes_role_grants WHERE user_id = p_user;
  UPDATE bytes_balances
  SET user_id = p_pseudonym, username = NULL, departed_at = coalesce(departed_at, p_now), opted_out = true WHERE user_id = p_user;
  UPDATE bytes_transactions SET giver_id = p_pseudonym, giver_username = NULL, reason = NULL WHERE giver_id = p_user;
  UPDATE bytes_transactions SET receiver_id = p_pseudonym, receiver_username = NULL WHERE receiver_id = p_user;
  UPDATE bytes_transactions SET actor_id = p_pseudonym WHERE actor_id = p_user;
  PERFORM set_config('smarter_dev.erasing', 'off', true);
END $$;

-- Ledger rows are never changed nor removed; only an erasure may take names, reasons and ids out of them.
CREATE FUNCTION bytes_transactions_guard() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND current_setting('smarter_dev.erasing', true) = 'on'
    AND (NEW.id, NEW.guild_id, NEW.type, NEW.amount, NEW.idempotency_key, NEW.created_at)
      = (OLD.id, OLD.guild_id, OLD.type, OLD.amount, OLD.idempotency_key, OLD.created_at) THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'bytes_transactions is append-only' USING ERRCODE = 'restrict_violation';
END $$;

CREATE TRIGGER bytes_transactions_append_only BEFORE UPDATE OR DELETE ON bytes_transactions
FOR EACH ROW EXECUTE FUNCTION bytes_transactions_guard();
