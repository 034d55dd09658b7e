CREATE INDEX "bytes_balances_off_board" ON "bytes_balances" USING btree ("guild_id","balance" DESC NULLS FIRST,"updated_at","user_id") WHERE departed_at IS NOT NULL OR opted_out;--> statement-breakpoint
CREATE INDEX "bytes_transactions_rare" ON "bytes_transactions" USING btree ("guild_id","type","id") WHERE type NOT IN ('daily', 'transfer');--> statement-breakpoint
CREATE INDEX "bytes_transactions_staff" ON "bytes_transactions" USING btree ("guild_id","actor_id") WHERE actor_id <> giver_id AND actor_id <> receiver_id AND actor_id NOT LIKE 'key:%';--> statement-breakpoint

-- `bytes_erase` in one guild alone. Whether there was anything to erase.
CREATE FUNCTION bytes_erase_here(p_guild text, p_user text, p_pseudonym text, p_now timestamptz) RETURNS boolean
LANGUAGE plpgsql AS $$
BEGIN
  PERFORM FROM bytes_balances WHERE guild_id = p_guild AND user_id = p_user FOR UPDATE;
  IF NOT FOUND THEN RETURN false; END IF;
  PERFORM set_config('smarter_dev.erasing', 'on', true);
  DELETE FROM bytes_role_grants WHERE guild_id = p_guild AND user_id = p_user;
  UPDATE bytes_balances
  SET user_id = p_pseudonym, username = NULL, departed_at = coalesce(departed_at, p_now), opted_out = true
  WHERE guild_id = p_guild AND user_id = p_user;
  UPDATE bytes_transactions
  SET actor_id = p_pseudonym
  WHERE guild_id = p_guild AND actor_id = p_user AND actor_id <> giver_id AND actor_id <> receiver_id AND actor_id NOT LIKE 'key:%';
  UPDATE bytes_transactions
  SET giver_id = p_pseudonym, giver_username = NULL, reason = NULL, actor_id = CASE actor_id WHEN p_user THEN p_pseudonym ELSE actor_id END
  WHERE guild_id = p_guild AND giver_id = p_user;
  UPDATE bytes_transactions
  SET receiver_id = p_pseudonym, receiver_username = NULL, actor_id = CASE actor_id WHEN p_user THEN p_pseudonym ELSE actor_id END
  WHERE guild_id = p_guild AND receiver_id = p_user;
  PERFORM set_config('smarter_dev.erasing', 'off', true);
  RETURN true;
END $$;
