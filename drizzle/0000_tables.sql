CREATE TABLE "role_writes" (
	"guild_id" text NOT NULL,
	"user_id" text NOT NULL,
	"role_id" text NOT NULL,
	"action" text NOT NULL,
	"reason" text NOT NULL,
	"state" text DEFAULT 'pending' NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"next_attempt_at" timestamp with time zone NOT NULL,
	"last_error" text,
	"queued_at" timestamp with time zone NOT NULL,
	CONSTRAINT "role_writes_guild_id_user_id_role_id_pk" PRIMARY KEY("guild_id","user_id","role_id"),
	CONSTRAINT "role_writes_ids" CHECK (guild_id ~ '^\d{17,20}$' AND user_id ~ '^\d{17,20}$' AND role_id ~ '^\d{17,20}$'),
	CONSTRAINT "role_writes_action" CHECK (action IN ('add', 'remove')),
	CONSTRAINT "role_writes_state" CHECK (state IN ('pending', 'failed')),
	CONSTRAINT "role_writes_reason" CHECK (length(reason) <= 512)
);
--> statement-breakpoint
CREATE TABLE "bytes_balances" (
	"guild_id" text NOT NULL,
	"user_id" text NOT NULL,
	"username" text,
	"balance" bigint DEFAULT 0 NOT NULL,
	"total_received" bigint DEFAULT 0 NOT NULL,
	"total_sent" bigint DEFAULT 0 NOT NULL,
	"last_daily" date,
	"last_daily_at" timestamp with time zone,
	"last_daily_zone" text,
	"streak_count" integer DEFAULT 0 NOT NULL,
	"longest_streak" integer DEFAULT 0 NOT NULL,
	"last_sent_at" timestamp with time zone,
	"opted_out" boolean DEFAULT false NOT NULL,
	"departed_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "bytes_balances_guild_id_user_id_pk" PRIMARY KEY("guild_id","user_id"),
	CONSTRAINT "bytes_balances_guild_id_format" CHECK ("bytes_balances"."guild_id" ~ '^[0-9]{17,20}$'),
	CONSTRAINT "bytes_balances_user_id_format" CHECK ("bytes_balances"."user_id" ~ '^[0-9]{17,20}$'),
	CONSTRAINT "bytes_balances_balance_range" CHECK ("bytes_balances"."balance" BETWEEN 0 AND 9000000000000000),
	CONSTRAINT "bytes_balances_totals" CHECK ("bytes_balances"."total_received" >= 0 AND "bytes_balances"."total_sent" >= 0),
	CONSTRAINT "bytes_balances_streak" CHECK ("bytes_balances"."streak_count" >= 0 AND "bytes_balances"."longest_streak" >= "bytes_balances"."streak_count")
);
--> statement-breakpoint
CREATE TABLE "bytes_configs" (
	"guild_id" text PRIMARY KEY NOT NULL,
	"enabled" boolean DEFAULT true NOT NULL,
	"starting_balance" bigint DEFAULT 100 NOT NULL,
	"daily_amount" bigint DEFAULT 10 NOT NULL,
	"daily_cap" bigint,
	"max_transfer" bigint DEFAULT 1000 NOT NULL,
	"cooldown_hours" integer DEFAULT 0 NOT NULL,
	"streak_mode" text DEFAULT 'tier' NOT NULL,
	"streak_bonuses" jsonb DEFAULT '[{"name":"CHAR","days":8,"multiplier":2},{"name":"SHORT","days":16,"multiplier":4},{"name":"INT","days":32,"multiplier":16},{"name":"LONG","days":64,"multiplier":256}]'::jsonb NOT NULL,
	"role_rewards" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"reward_counting" text DEFAULT 'net' NOT NULL,
	"no_earn_channels" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"no_earn_roles" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"version" integer DEFAULT 0 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "bytes_configs_guild_id_format" CHECK ("bytes_configs"."guild_id" ~ '^[0-9]{17,20}$'),
	CONSTRAINT "bytes_configs_starting_balance_range" CHECK ("bytes_configs"."starting_balance" BETWEEN 0 AND 1000000000),
	CONSTRAINT "bytes_configs_daily_amount_range" CHECK ("bytes_configs"."daily_amount" BETWEEN 0 AND 1000000),
	CONSTRAINT "bytes_configs_daily_cap_range" CHECK ("bytes_configs"."daily_cap" BETWEEN 1 AND 1000000000),
	CONSTRAINT "bytes_configs_max_transfer_range" CHECK ("bytes_configs"."max_transfer" BETWEEN 1 AND 9000000000000000),
	CONSTRAINT "bytes_configs_cooldown_hours_range" CHECK ("bytes_configs"."cooldown_hours" BETWEEN 0 AND 8760),
	CONSTRAINT "bytes_configs_streak_mode" CHECK ("bytes_configs"."streak_mode" IN ('tier', 'milestone')),
	CONSTRAINT "bytes_configs_reward_counting" CHECK ("bytes_configs"."reward_counting" IN ('net', 'all', 'none'))
);
--> statement-breakpoint
CREATE TABLE "bytes_role_grants" (
	"guild_id" text NOT NULL,
	"user_id" text NOT NULL,
	"role_id" text NOT NULL,
	"granted_at" timestamp with time zone NOT NULL,
	CONSTRAINT "bytes_role_grants_guild_id_user_id_role_id_pk" PRIMARY KEY("guild_id","user_id","role_id"),
	CONSTRAINT "bytes_role_grants_role_id_format" CHECK ("bytes_role_grants"."role_id" ~ '^[0-9]{17,20}$')
);
--> statement-breakpoint
CREATE TABLE "bytes_transactions" (
	"id" uuid PRIMARY KEY NOT NULL,
	"guild_id" text NOT NULL,
	"type" text NOT NULL,
	"giver_id" text NOT NULL,
	"giver_username" text,
	"receiver_id" text NOT NULL,
	"receiver_username" text,
	"amount" bigint NOT NULL,
	"giver_balance" bigint,
	"receiver_balance" bigint,
	"reason" text,
	"actor_id" text NOT NULL,
	"idempotency_key" text NOT NULL,
	"detail" jsonb,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "bytes_transactions_guild_id_format" CHECK ("bytes_transactions"."guild_id" ~ '^[0-9]{17,20}$'),
	CONSTRAINT "bytes_transactions_giver_id_format" CHECK (("bytes_transactions"."giver_id" = 'SYSTEM' OR "bytes_transactions"."giver_id" ~ '^[0-9]{17,20}$')),
	CONSTRAINT "bytes_transactions_receiver_id_format" CHECK (("bytes_transactions"."receiver_id" = 'SYSTEM' OR "bytes_transactions"."receiver_id" ~ '^[0-9]{17,20}$')),
	CONSTRAINT "bytes_transactions_type" CHECK ("bytes_transactions"."type" IN ('starting', 'daily', 'transfer', 'squad_fee', 'refund', 'admin_adjust', 'reward')),
	CONSTRAINT "bytes_transactions_parties" CHECK ("bytes_transactions"."giver_id" <> "bytes_transactions"."receiver_id" AND ("bytes_transactions"."type" = 'transfer') = ("bytes_transactions"."giver_id" <> 'SYSTEM' AND "bytes_transactions"."receiver_id" <> 'SYSTEM')),
	CONSTRAINT "bytes_transactions_amount_range" CHECK ("bytes_transactions"."amount" BETWEEN 1 AND 9000000000000000),
	CONSTRAINT "bytes_transactions_reason_length" CHECK (char_length("bytes_transactions"."reason") <= 200),
	CONSTRAINT "bytes_transactions_key_length" CHECK (char_length("bytes_transactions"."idempotency_key") BETWEEN 1 AND 200)
);
--> statement-breakpoint
CREATE TABLE "audit_log" (
	"id" uuid PRIMARY KEY NOT NULL,
	"guild_id" text,
	"actor_id" text NOT NULL,
	"actor_name" text,
	"action" text NOT NULL,
	"target" text,
	"before" jsonb,
	"after" jsonb,
	"request_id" text,
	"created_at" timestamp with time zone NOT NULL,
	"position" bigint DEFAULT 0 NOT NULL,
	"hash" text DEFAULT '' NOT NULL,
	CONSTRAINT "audit_log_guild_id_format" CHECK ("audit_log"."guild_id" ~ '^[0-9]{17,20}$')
);
--> statement-breakpoint
CREATE TABLE "guild_settings" (
	"guild_id" text PRIMARY KEY NOT NULL,
	"timezone" text DEFAULT 'UTC' NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "guild_settings_guild_id_format" CHECK ("guild_settings"."guild_id" ~ '^[0-9]{17,20}$')
);
--> statement-breakpoint
CREATE TABLE "heartbeats" (
	"source" text PRIMARY KEY NOT NULL,
	"seen_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "outages" (
	"id" uuid PRIMARY KEY NOT NULL,
	"source" text NOT NULL,
	"started_at" timestamp with time zone NOT NULL,
	"ended_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "scheduled_jobs" (
	"name" text PRIMARY KEY NOT NULL,
	"due_at" timestamp with time zone NOT NULL,
	"claimed_by" text,
	"claimed_until" timestamp with time zone
);
--> statement-breakpoint
ALTER TABLE "bytes_role_grants" ADD CONSTRAINT "bytes_role_grants_guild_id_user_id_bytes_balances_guild_id_user_id_fk" FOREIGN KEY ("guild_id","user_id") REFERENCES "public"."bytes_balances"("guild_id","user_id") ON DELETE cascade ON UPDATE cascade;--> statement-breakpoint
CREATE INDEX "role_writes_due" ON "role_writes" USING btree ("next_attempt_at") WHERE state = 'pending';--> statement-breakpoint
CREATE INDEX "bytes_balances_board" ON "bytes_balances" USING btree ("guild_id","balance" DESC NULLS FIRST,"updated_at","user_id") WHERE departed_at IS NULL AND NOT opted_out;--> statement-breakpoint
CREATE INDEX "bytes_balances_user" ON "bytes_balances" USING btree ("user_id");--> statement-breakpoint
CREATE UNIQUE INDEX "bytes_transactions_key" ON "bytes_transactions" USING btree ("guild_id","idempotency_key");--> statement-breakpoint
CREATE INDEX "bytes_transactions_guild" ON "bytes_transactions" USING btree ("guild_id","id");--> statement-breakpoint
CREATE INDEX "bytes_transactions_giver" ON "bytes_transactions" USING btree ("guild_id","giver_id","id");--> statement-breakpoint
CREATE INDEX "bytes_transactions_receiver" ON "bytes_transactions" USING btree ("guild_id","receiver_id","id");--> statement-breakpoint
CREATE INDEX "bytes_transactions_time" ON "bytes_transactions" USING brin ("created_at");--> statement-breakpoint
CREATE INDEX "audit_log_guild" ON "audit_log" USING btree ("guild_id","id");--> statement-breakpoint
CREATE INDEX "audit_log_chain" ON "audit_log" USING btree ("guild_id","position");--> statement-breakpoint
CREATE INDEX "outages_time" ON "outages" USING btree ("started_at","ended_at");