\set guild_id 200000000000000003 + random(0, :small - 1)
SELECT user_id AS "userId", username, balance FROM bytes_balances WHERE guild_id = :guild_id::text AND departed_at IS NULL AND NOT opted_out ORDER BY balance DESC, updated_at, user_id OFFSET 0 LIMIT 10;
