-- Dailies of one guild that arrived together, decided in a loop over arrays. As one statement of many parts, whose functions were
-- planned and started anew for every member, a claim took twice as long. bytes_claim_daily_group stays for processes of the
-- version before.
--
-- p_users and p_items ([{id, username, channels, roles, now}]) go together, each user once. Answers {bonuses, claims}; claims are, in the
-- same order, [amount, balance, date, streak, multiplier, streak before, next instant in epoch milliseconds, rewards due], or null
-- where bytes_claim_daily decides: an account to open, one who has claimed already, any other refusal.
CREATE FUNCTION bytes_claim_dailies(p_guild text, p_users text[], p_items jsonb) RETURNS jsonb
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
  -- Of the guild, the longest streak first.
  v_days integer[];
  v_multipliers bigint[];
  -- Per user.
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
    SELECT array_position(p_users, b.user_id) AS place, b.balance, b.total_received, b.streak_count, b.last_daily, b.last_daily_at, b.last_daily_zone
    FROM bytes_balances b WHERE b.guild_id = p_guild AND b.user_id = ANY (p_users) AND NOT b.opted_out
    ORDER BY b.user_id FOR UPDATE
  LOOP
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
      'daily:' || bytes_person(p_guild, due.person) || ':' || to_char(due.date, 'YYYY-MM-DD'),
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
  FROM unnest(v_id, p_users, v_name, v_amount, v_balance, v_received, v_date, v_reached, v_now)
    AS due (id, person, name, amount, balance, received, date, reached, now)
  WHERE b.guild_id = p_guild AND b.user_id = due.person AND b.user_id = ANY (p_users) AND due.id = ANY (v_paid);

  RETURN (
    SELECT jsonb_build_object('bonuses', v_config.streak_bonuses, 'claims', jsonb_agg(CASE WHEN due.id = ANY (v_paid) THEN
      jsonb_build_array(due.amount, due.balance + due.amount, due.date, due.reached, due.times, due.before,
        epoch_ms((due.date + 1)::timestamp AT TIME ZONE v_zone),
        v_rewards AND bytes_rewards_due(v_config, due.person, due.received + due.amount)) END ORDER BY due.n))
    FROM unnest(v_id, p_users, v_amount, v_balance, v_received, v_date, v_reached, v_times, v_streak)
      WITH ORDINALITY AS due (id, person, amount, balance, received, date, reached, times, before, n));
END $$;
