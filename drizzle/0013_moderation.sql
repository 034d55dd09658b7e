CREATE TABLE "case_events" (
	"guild_id" text NOT NULL,
	"number" integer NOT NULL,
	"id" uuid NOT NULL,
	"kind" text NOT NULL,
	"actor_id" text NOT NULL,
	"actor_tag" text,
	"data" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "case_events_guild_id_number_id_pk" PRIMARY KEY("guild_id","number","id"),
	CONSTRAINT "case_events_kind" CHECK ("case_events"."kind" IN ('created', 'applied', 'failed', 'told', 'not_told', 'noted', 'edited', 'resolved', 'reopened', 'expired', 'lifted'))
);
--> statement-breakpoint
CREATE TABLE "moderation_cases" (
	"guild_id" text NOT NULL,
	"number" integer NOT NULL,
	"id" uuid NOT NULL,
	"action" text NOT NULL,
	"user_id" text NOT NULL,
	"user_tag" text,
	"moderator_id" text NOT NULL,
	"moderator_tag" text,
	"reason" text,
	"source" text NOT NULL,
	"outcome" text NOT NULL,
	"problem" text,
	"expires_at" timestamp with time zone,
	"ended_at" timestamp with time zone,
	"due_at" timestamp with time zone,
	"attempts" integer DEFAULT 0 NOT NULL,
	"dm_delivered" boolean,
	"resolved" boolean DEFAULT false NOT NULL,
	"resolved_by" text,
	"resolved_at" timestamp with time zone,
	"resolve_note" text,
	"key" text,
	"audit_entry_id" text,
	"automod_event_id" uuid,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"updated_at" timestamp with time zone NOT NULL,
	CONSTRAINT "moderation_cases_guild_id_number_pk" PRIMARY KEY("guild_id","number"),
	CONSTRAINT "moderation_cases_guild_id_format" CHECK ("moderation_cases"."guild_id" ~ '^[0-9]{17,20}$'),
	CONSTRAINT "moderation_cases_user_id_format" CHECK ("moderation_cases"."user_id" ~ '^[0-9]{17,20}$'),
	CONSTRAINT "moderation_cases_number" CHECK ("moderation_cases"."number" >= 1),
	CONSTRAINT "moderation_cases_action" CHECK ("moderation_cases"."action" IN ('warn', 'timeout', 'untimeout', 'kick', 'ban', 'unban', 'softban', 'note')),
	CONSTRAINT "moderation_cases_source" CHECK ("moderation_cases"."source" IN ('command', 'api', 'dashboard', 'native', 'automod')),
	CONSTRAINT "moderation_cases_outcome" CHECK ("moderation_cases"."outcome" IN ('pending', 'applied', 'failed')),
	CONSTRAINT "moderation_cases_reason_length" CHECK (char_length("moderation_cases"."reason") <= 512),
	CONSTRAINT "moderation_cases_expires" CHECK ("moderation_cases"."expires_at" IS NULL OR "moderation_cases"."action" IN ('timeout', 'ban')),
	CONSTRAINT "moderation_cases_failed" CHECK (("moderation_cases"."outcome" = 'failed') = ("moderation_cases"."problem" IS NOT NULL)),
	CONSTRAINT "moderation_cases_resolved" CHECK ("moderation_cases"."resolved" = ("moderation_cases"."resolved_at" IS NOT NULL) AND "moderation_cases"."resolved" = ("moderation_cases"."resolved_by" IS NOT NULL))
);
--> statement-breakpoint
CREATE TABLE "moderation_guilds" (
	"guild_id" text PRIMARY KEY NOT NULL,
	"last_number" integer DEFAULT 0 NOT NULL,
	"last_audit_id" text,
	CONSTRAINT "moderation_guilds_guild_id_format" CHECK ("moderation_guilds"."guild_id" ~ '^[0-9]{17,20}$')
);
--> statement-breakpoint
ALTER TABLE "case_events" ADD CONSTRAINT "case_events_guild_id_number_moderation_cases_guild_id_number_fk" FOREIGN KEY ("guild_id","number") REFERENCES "public"."moderation_cases"("guild_id","number") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "moderation_cases_id" ON "moderation_cases" USING btree ("id");--> statement-breakpoint
CREATE UNIQUE INDEX "moderation_cases_key" ON "moderation_cases" USING btree ("guild_id","key");--> statement-breakpoint
CREATE UNIQUE INDEX "moderation_cases_audit_entry" ON "moderation_cases" USING btree ("guild_id","audit_entry_id");--> statement-breakpoint
CREATE UNIQUE INDEX "moderation_cases_automod_event" ON "moderation_cases" USING btree ("guild_id","automod_event_id");--> statement-breakpoint
CREATE INDEX "moderation_cases_person" ON "moderation_cases" USING btree ("guild_id","user_id","number");--> statement-breakpoint
CREATE INDEX "moderation_cases_user" ON "moderation_cases" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "moderation_cases_moderator" ON "moderation_cases" USING btree ("guild_id","moderator_id","number");--> statement-breakpoint
CREATE INDEX "moderation_cases_due" ON "moderation_cases" USING btree ("due_at") WHERE due_at IS NOT NULL;--> statement-breakpoint
CREATE INDEX "moderation_cases_pending" ON "moderation_cases" USING btree ("created_at") WHERE outcome = 'pending';