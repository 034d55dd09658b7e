-- A transfer between open accounts in which nothing stands in the way, in as few statements as that takes; null where
-- bytes_transfer must decide.
CREATE FUNCTION bytes_transfer_plain(
  p_guild text, p_id uuid, p_giver text, p_giver_name text, p_receiver text, p_receiver_name text, p_amount bigint,
  p_reason text, p_actor text, p_key text, p_now timestamptz
) RETURNS jsonb
LANGUAGE plpgsql AS $$
DECLARE
  v_config bytes_configs;
  v_giver record;
  v_receiver record;
BEGIN
  SELECT * INTO v_config FROM bytes_configs WHERE guild_id = p_guild;
  IF v_config.enabled IS NOT TRUE OR p_giver = p_receiver OR p_amount NOT BETWEEN 1 AND v_config.max_transfer
    OR char_length(p_reason) > 200 OR char_length(p_key) NOT BETWEEN 1 AND 200 THEN
    RETURN NULL;
  END IF;

  IF p_giver < p_receiver THEN
    SELECT b.ctid AS lies, b.balance, b.departed_at, b.last_sent_at INTO v_giver
    FROM bytes_balances b WHERE b.guild_id = p_guild AND b.user_id = p_giver FOR UPDATE;
    SELECT b.ctid AS lies, b.balance, b.departed_at, b.total_received INTO v_receiver
    FROM bytes_balances b WHERE b.guild_id = p_guild AND b.user_id = p_receiver FOR UPDATE;
  ELSE
    SELECT b.ctid AS lies, b.balance, b.departed_at, b.total_received INTO v_receiver
    FROM bytes_balances b WHERE b.guild_id = p_guild AND b.user_id = p_receiver FOR UPDATE;
    SELECT b.ctid AS lies, b.balance, b.departed_at, b.last_sent_at INTO v_giver
    FROM bytes_balances b WHERE b.guild_id = p_guild AND b.user_id = p_giver FOR UPDATE;
  END IF;
  IF v_giver.balance IS NULL OR v_receiver.balance IS NULL OR v_giver.departed_at IS NOT NULL OR v_receiver.departed_at IS NOT NULL
    OR v_config.cooldown_hours > 0 AND v_giver.last_sent_at + v_config.cooldown_hours * interval '1 hour' > p_now
    OR v_giver.balance < p_amount OR v_receiver.balance + p_amount > 9000000000000000 THEN
    RETURN NULL;
  END IF;

  INSERT INTO bytes_transactions (id, guild_id, type, giver_id, giver_username, receiver_id, receiver_username, amount, giver_balance,
    receiver_balance, reason, actor_id, idempotency_key, created_at)
  VALUES (p_id, p_guild, 'transfer', p_giver, p_giver_name, p_receiver, p_receiver_name, p_amount, v_giver.balance - p_amount,
    v_receiver.balance + p_amount, p_reason, p_actor, p_key, p_now)
  ON CONFLICT (guild_id, idempotency_key) DO NOTHING;
  IF NOT FOUND THEN RETURN NULL; END IF;
  UPDATE bytes_balances
  SET balance = balance - p_amount, total_sent = total_sent + p_amount, last_sent_at = p_now, updated_at = p_now,
    username = coalesce(p_giver_name, username)
  WHERE ctid = v_giver.lies;
  IF NOT FOUND THEN RAISE EXCEPTION 'a locked account was not where it lay'; END IF;
  UPDATE bytes_balances
  SET balance = balance + p_amount, total_received = total_received + p_amount, updated_at = p_now,
    username = coalesce(p_receiver_name, username)
  WHERE ctid = v_receiver.lies;
  IF NOT FOUND THEN RAISE EXCEPTION 'a locked account was not where it lay'; END IF;
  RETURN jsonb_build_array(v_giver.balance - p_amount, v_receiver.balance + p_amount,
    bytes_rewards_due(v_config, p_receiver, v_receiver.total_received + p_amount));
END $$;
--> statement-breakpoint
-- For arrays shorter than it takes all arrays to be, the planner would make plans anew in each call: 0.4 ms a group.
ALTER FUNCTION bytes_transfer_group(text, text[], text[], jsonb) SET plan_cache_mode = force_generic_plan;
--> statement-breakpoint
ALTER FUNCTION bytes_claim_dailies(text, text[], jsonb) SET plan_cache_mode = force_generic_plan;
