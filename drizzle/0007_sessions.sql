CREATE TABLE "sessions" (
	"id" uuid PRIMARY KEY NOT NULL,
	"hash" text NOT NULL,
	"user_id" text NOT NULL,
	"username" text NOT NULL,
	"display_name" text NOT NULL,
	"avatar" text,
	"ip" text NOT NULL,
	"user_agent" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"seen_at" timestamp with time zone NOT NULL,
	CONSTRAINT "sessions_hash_format" CHECK ("sessions"."hash" ~ '^[0-9a-f]{64}$'),
	CONSTRAINT "sessions_user_id_format" CHECK ("sessions"."user_id" ~ '^[0-9]{17,20}$')
);
--> statement-breakpoint
ALTER TABLE "audit_log" ADD COLUMN "ip" text;--> statement-breakpoint
CREATE UNIQUE INDEX "sessions_hash" ON "sessions" USING btree ("hash");--> statement-breakpoint
CREATE INDEX "sessions_user" ON "sessions" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "sessions_seen" ON "sessions" USING btree ("seen_at");--> statement-breakpoint
-- The chain covers where a request came from; rows without that keep the hash that they have.
CREATE OR REPLACE FUNCTION audit_hash(p_row audit_log, p_previous text) RETURNS text
LANGUAGE sql STABLE AS $$
  SELECT encode(sha256(convert_to(p_previous || (jsonb_build_array(
    p_row.id, p_row.guild_id, p_row.actor_id, p_row.actor_name, p_row.action, p_row.target, p_row.before, p_row.after, p_row.request_id,
    floor(extract(epoch FROM p_row.created_at) * 1000000)::bigint, p_row.position)
    || CASE WHEN p_row.ip IS NULL THEN '[]'::jsonb ELSE jsonb_build_array(p_row.ip) END)::text, 'UTF8')), 'hex')
$$;
