ALTER TABLE "guild_settings" ADD COLUMN "is_public" boolean DEFAULT false NOT NULL;--> statement-breakpoint
CREATE INDEX "case_events_guild" ON "case_events" USING btree ("guild_id","id");