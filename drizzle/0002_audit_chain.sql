-- The audit log is append-only, and each row's hash covers the hash before it: taking one out or changing one shows.

CREATE FUNCTION audit_hash(p_row audit_log, p_previous text) RETURNS text
LANGUAGE sql STABLE AS $$
  SELECT encode(sha256(convert_to(p_previous || jsonb_build_array(
    p_row.id, p_row.guild_id, p_row.actor_id, p_row.actor_name, p_row.action, p_row.target, p_row.before, p_row.after, p_row.request_id,
    floor(extract(epoch FROM p_row.created_at) * 1000000)::bigint, p_row.position)::text, 'UTF8')), 'hex')
$$;

CREATE FUNCTION audit_log_chain() RETURNS trigger
LANGUAGE plpgsql AS $$
DECLARE
  v_last audit_log;
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended('audit_log:' || coalesce(NEW.guild_id, ''), 0));
  SELECT * INTO v_last FROM audit_log WHERE guild_id IS NOT DISTINCT FROM NEW.guild_id ORDER BY position DESC LIMIT 1;
  NEW.position := coalesce(v_last.position, 0) + 1;
  NEW.hash := audit_hash(NEW, coalesce(v_last.hash, ''));
  RETURN NEW;
END $$;

CREATE FUNCTION audit_log_guard() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'audit_log is append-only' USING ERRCODE = 'restrict_violation';
END $$;

CREATE TRIGGER audit_log_chained BEFORE INSERT ON audit_log FOR EACH ROW EXECUTE FUNCTION audit_log_chain();
CREATE TRIGGER audit_log_append_only BEFORE UPDATE OR DELETE ON audit_log FOR EACH ROW EXECUTE FUNCTION audit_log_guard();
