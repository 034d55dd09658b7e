-- Without a cooldown nobody waits, even where a transfer is stamped before the one that overtakes it.
--
-- An erasure may take an account away while a transfer waits for its lock. Then there is no verdict, and the caller asks
-- again: opening the account anew while the other one is locked could deadlock.
CREATE OR REPLACE FUNCTION bytes_transfer(
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
