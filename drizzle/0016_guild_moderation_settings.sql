ALTER TABLE "automod_events" ADD COLUMN "claim" text;--> statement-breakpoint
ALTER TABLE "guild_settings" ADD COLUMN "log_channel_id" text;--> statement-breakpoint
ALTER TABLE "guild_settings" ADD COLUMN "appeal" text;--> statement-breakpoint
ALTER TABLE "guild_settings" ADD COLUMN "tells_warned" boolean DEFAULT true NOT NULL;--> statement-breakpoint
CREATE UNIQUE INDEX "automod_events_claim" ON "automod_events" USING btree ("guild_id","rule_id","claim");--> statement-breakpoint
ALTER TABLE "guild_settings" ADD CONSTRAINT "guild_settings_log_channel_id_format" CHECK ("guild_settings"."log_channel_id" ~ '^[0-9]{17,20}$');--> statement-breakpoint
ALTER TABLE "guild_settings" ADD CONSTRAINT "guild_settings_appeal_length" CHECK (char_length("guild_settings"."appeal") BETWEEN 1 AND 300);