CREATE TABLE "automod_events" (
	"guild_id" text NOT NULL,
	"id" uuid NOT NULL,
	"rule_id" uuid NOT NULL,
	"rule_name" text NOT NULL,
	"rule_type" text NOT NULL,
	"outcome" text NOT NULL,
	"user_id" text NOT NULL,
	"username" text NOT NULL,
	"channel_id" text,
	"message_id" text,
	"content" text,
	"reason" text NOT NULL,
	"actions" jsonb NOT NULL,
	"results" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"hits" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"undone_at" timestamp with time zone,
	"undone_by" text,
	"undo" jsonb DEFAULT '[]'::jsonb NOT NULL,
	CONSTRAINT "automod_events_guild_id_id_pk" PRIMARY KEY("guild_id","id"),
	CONSTRAINT "automod_events_guild_id_format" CHECK ("automod_events"."guild_id" ~ '^[0-9]{17,20}$'),
	CONSTRAINT "automod_events_user_id_format" CHECK ("automod_events"."user_id" ~ '^[0-9]{17,20}$'),
	CONSTRAINT "automod_events_outcome" CHECK ("automod_events"."outcome" IN ('fired', 'shadow', 'alert_only')),
	CONSTRAINT "automod_events_hits" CHECK ("automod_events"."hits" >= 1),
	CONSTRAINT "automod_events_undo" CHECK (("automod_events"."undone_at" IS NULL) = ("automod_events"."undone_by" IS NULL))
);
--> statement-breakpoint
CREATE TABLE "automod_guilds" (
	"guild_id" text PRIMARY KEY NOT NULL,
	"halted_at" timestamp with time zone,
	"halted_by" text,
	"halt_reason" text,
	"alert_channel_id" text,
	"alert_role_id" text,
	"version" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "automod_guilds_guild_id_format" CHECK ("automod_guilds"."guild_id" ~ '^[0-9]{17,20}$'),
	CONSTRAINT "automod_guilds_halt" CHECK (("automod_guilds"."halted_at" IS NULL) = ("automod_guilds"."halted_by" IS NULL))
);
--> statement-breakpoint
CREATE TABLE "automod_rules" (
	"guild_id" text NOT NULL,
	"id" uuid NOT NULL,
	"name" text NOT NULL,
	"rule_type" text NOT NULL,
	"config" jsonb NOT NULL,
	"actions" jsonb NOT NULL,
	"priority" integer NOT NULL,
	"mode" text DEFAULT 'shadow' NOT NULL,
	"exempt_roles" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"exempt_channels" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"exempt_staff" boolean DEFAULT true NOT NULL,
	"cooldown_seconds" integer DEFAULT 0 NOT NULL,
	"stop_on_match" boolean DEFAULT true NOT NULL,
	"tripped_at" timestamp with time zone,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"updated_at" timestamp with time zone NOT NULL,
	CONSTRAINT "automod_rules_guild_id_id_pk" PRIMARY KEY("guild_id","id"),
	CONSTRAINT "automod_rules_guild_id_format" CHECK ("automod_rules"."guild_id" ~ '^[0-9]{17,20}$'),
	CONSTRAINT "automod_rules_rule_type" CHECK ("automod_rules"."rule_type" IN ('username_regex', 'account_age', 'message_rate', 'duplicate', 'file_extension', 'mention_spam', 'invite_link')),
	CONSTRAINT "automod_rules_mode" CHECK ("automod_rules"."mode" IN ('off', 'shadow', 'live')),
	CONSTRAINT "automod_rules_name_length" CHECK (char_length("automod_rules"."name") BETWEEN 1 AND 80),
	CONSTRAINT "automod_rules_cooldown_range" CHECK ("automod_rules"."cooldown_seconds" BETWEEN 0 AND 86400)
);
--> statement-breakpoint
CREATE INDEX "automod_events_rule" ON "automod_events" USING btree ("guild_id","rule_id","id");--> statement-breakpoint
CREATE INDEX "automod_events_user" ON "automod_events" USING btree ("guild_id","user_id","id");--> statement-breakpoint
CREATE INDEX "automod_events_text" ON "automod_events" USING btree ("created_at") WHERE content IS NOT NULL;--> statement-breakpoint
CREATE INDEX "automod_events_age" ON "automod_events" USING btree ("created_at");--> statement-breakpoint
CREATE UNIQUE INDEX "automod_rules_name" ON "automod_rules" USING btree ("guild_id",lower("name"));