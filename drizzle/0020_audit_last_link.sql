-- The last link of a chain is looked up in the index. "IS NOT DISTINCT FROM" went through the whole log for each entry: 13 ms at
-- a hundred thousand.
CREATE OR REPLACE FUNCTION audit_log_chain() RETURNS trigger
LANGUAGE plpgsql AS $$
DECLARE
  v_last audit_log;
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended('audit_log:' || coalesce(NEW.guild_id, ''), 0));
  IF NEW.guild_id IS NULL THEN
    SELECT * INTO v_last FROM audit_log WHERE guild_id IS NULL ORDER BY guild_id DESC, position DESC LIMIT 1;
  ELSE
    SELECT * INTO v_last FROM audit_log WHERE guild_id = NEW.guild_id ORDER BY position DESC LIMIT 1;
  END IF;
  NEW.position := coalesce(v_last.position, 0) + 1;
  NEW.hash := audit_hash(NEW, coalesce(v_last.hash, ''));
  RETURN NEW;
END $$;
