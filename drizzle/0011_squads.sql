CREATE TABLE "squad_days" (
	"guild_id" text NOT NULL,
	"squad_id" uuid NOT NULL,
	"day" date NOT NULL,
	"total" bigint NOT NULL,
	"members" integer NOT NULL,
	CONSTRAINT "squad_days_guild_id_squad_id_day_pk" PRIMARY KEY("guild_id","squad_id","day")
);
--> statement-breakpoint
CREATE TABLE "squad_history" (
	"id" uuid PRIMARY KEY NOT NULL,
	"guild_id" text NOT NULL,
	"user_id" text NOT NULL,
	"kind" text NOT NULL,
	"from_squad_id" uuid,
	"to_squad_id" uuid,
	"from_joined_at" timestamp with time zone,
	"cost" bigint DEFAULT 0 NOT NULL,
	"charge_id" uuid,
	"refund_id" uuid,
	"awaits_add" text,
	"awaits_remove" text,
	"reverted_at" timestamp with time zone,
	"actor_id" text NOT NULL,
	"key" text,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "squad_history_guild_id_format" CHECK ("squad_history"."guild_id" ~ '^[0-9]{17,20}$'),
	CONSTRAINT "squad_history_user_id_format" CHECK ("squad_history"."user_id" ~ '^[0-9]{17,20}$'),
	CONSTRAINT "squad_history_kind" CHECK ("squad_history"."kind" IN ('join', 'switch', 'leave', 'assign', 'remove', 'revert', 'disband')),
	CONSTRAINT "squad_history_cost_range" CHECK ("squad_history"."cost" BETWEEN 0 AND 1000000000),
	CONSTRAINT "squad_history_charged" CHECK (("squad_history"."cost" > 0) = ("squad_history"."charge_id" IS NOT NULL)),
	CONSTRAINT "squad_history_refunded" CHECK ("squad_history"."refund_id" IS NULL OR "squad_history"."reverted_at" IS NOT NULL)
);
--> statement-breakpoint
CREATE TABLE "squad_memberships" (
	"guild_id" text NOT NULL,
	"user_id" text NOT NULL,
	"squad_id" uuid NOT NULL,
	"username" text,
	"role_id" text NOT NULL,
	"joined_at" timestamp with time zone NOT NULL,
	"departed_at" timestamp with time zone,
	CONSTRAINT "squad_memberships_guild_id_user_id_pk" PRIMARY KEY("guild_id","user_id"),
	CONSTRAINT "squad_memberships_guild_id_format" CHECK ("squad_memberships"."guild_id" ~ '^[0-9]{17,20}$'),
	CONSTRAINT "squad_memberships_user_id_format" CHECK ("squad_memberships"."user_id" ~ '^[0-9]{17,20}$'),
	CONSTRAINT "squad_memberships_role_id_format" CHECK ("squad_memberships"."role_id" ~ '^[0-9]{17,20}$')
);
--> statement-breakpoint
CREATE TABLE "squads" (
	"id" uuid PRIMARY KEY NOT NULL,
	"guild_id" text NOT NULL,
	"role_id" text NOT NULL,
	"name" text NOT NULL,
	"description" text DEFAULT '' NOT NULL,
	"welcome" text DEFAULT '' NOT NULL,
	"switch_cost" bigint NOT NULL,
	"max_members" integer,
	"min_received" bigint,
	"min_account_days" integer,
	"required_role_id" text,
	"is_active" boolean DEFAULT true NOT NULL,
	"position" integer NOT NULL,
	"settling" boolean DEFAULT false NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"updated_at" timestamp with time zone NOT NULL,
	"deleted_at" timestamp with time zone,
	CONSTRAINT "squads_guild_id_format" CHECK ("squads"."guild_id" ~ '^[0-9]{17,20}$'),
	CONSTRAINT "squads_role_id_format" CHECK ("squads"."role_id" ~ '^[0-9]{17,20}$'),
	CONSTRAINT "squads_required_role_id_format" CHECK ("squads"."required_role_id" ~ '^[0-9]{17,20}$'),
	CONSTRAINT "squads_name_length" CHECK (char_length("squads"."name") BETWEEN 1 AND 100),
	CONSTRAINT "squads_description_length" CHECK (char_length("squads"."description") <= 500),
	CONSTRAINT "squads_welcome_length" CHECK (char_length("squads"."welcome") <= 500),
	CONSTRAINT "squads_switch_cost_range" CHECK ("squads"."switch_cost" BETWEEN 0 AND 1000000000),
	CONSTRAINT "squads_max_members_range" CHECK ("squads"."max_members" BETWEEN 1 AND 1000000),
	CONSTRAINT "squads_min_received_range" CHECK ("squads"."min_received" BETWEEN 1 AND 1000000000),
	CONSTRAINT "squads_min_account_days_range" CHECK ("squads"."min_account_days" BETWEEN 1 AND 3650)
);
--> statement-breakpoint
ALTER TABLE "squad_days" ADD CONSTRAINT "squad_days_squad_id_squads_id_fk" FOREIGN KEY ("squad_id") REFERENCES "public"."squads"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "squad_memberships" ADD CONSTRAINT "squad_memberships_squad_id_squads_id_fk" FOREIGN KEY ("squad_id") REFERENCES "public"."squads"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "squad_days_day" ON "squad_days" USING btree ("day");--> statement-breakpoint
CREATE UNIQUE INDEX "squad_history_key" ON "squad_history" USING btree ("guild_id","key");--> statement-breakpoint
CREATE INDEX "squad_history_person" ON "squad_history" USING btree ("guild_id","user_id","id");--> statement-breakpoint
CREATE INDEX "squad_history_user" ON "squad_history" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "squad_history_waiting" ON "squad_history" USING btree ("created_at") WHERE awaits_add IS NOT NULL;--> statement-breakpoint
CREATE INDEX "squad_memberships_squad" ON "squad_memberships" USING btree ("guild_id","squad_id","joined_at","user_id","departed_at");--> statement-breakpoint
CREATE INDEX "squad_memberships_user" ON "squad_memberships" USING btree ("user_id");--> statement-breakpoint
CREATE UNIQUE INDEX "squads_role" ON "squads" USING btree ("guild_id","role_id") WHERE deleted_at IS NULL;--> statement-breakpoint
CREATE UNIQUE INDEX "squads_name" ON "squads" USING btree ("guild_id",lower("name")) WHERE deleted_at IS NULL;--> statement-breakpoint
CREATE INDEX "squads_settling" ON "squads" USING btree ("id") WHERE settling;--> statement-breakpoint
CREATE INDEX "squads_order" ON "squads" USING btree ("guild_id","position");