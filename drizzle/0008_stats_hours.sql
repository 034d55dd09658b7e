CREATE TABLE "stats_hours" (
	"guild_id" text NOT NULL,
	"hour" timestamp with time zone NOT NULL,
	"day" date NOT NULL,
	"moved" bigint NOT NULL,
	"minted" bigint NOT NULL,
	"burned" bigint NOT NULL,
	"entries" integer NOT NULL,
	"people" integer NOT NULL,
	CONSTRAINT "stats_hours_guild_id_hour_pk" PRIMARY KEY("guild_id","hour"),
	CONSTRAINT "stats_hours_guild_id_format" CHECK ("stats_hours"."guild_id" ~ '^[0-9]{17,20}$')
);
--> statement-breakpoint
CREATE INDEX "stats_hours_time" ON "stats_hours" USING btree ("hour");