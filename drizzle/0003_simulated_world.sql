-- The simulated Discord's world, one row: what people wrote, which roles they hold. Only simulated mode writes it.
CREATE TABLE "simulated_world" (
  "id" smallint PRIMARY KEY CHECK ("id" = 1),
  "state" json NOT NULL,
  "saved_at" timestamptz NOT NULL DEFAULT now()
);
