import { z } from 'zod';
import { snowflake } from '../../shared/ids.ts';

/** Ids and instants that examples of every feature share. */
export const SAMPLE = {
  guild: '290926798626357250',
  user: '80351110224678912',
  id: '019a6c1e-7f2b-7c3d-9e4f-5a6b7c8d9e0f',
  instant: '2026-11-20T12:00:00.000Z',
} as const;

/** A shape with what it means and what it looks like. */
export function described<Schema extends z.ZodType>(schema: Schema, description: string, example: unknown): Schema {
  return schema.meta({ description, examples: [example] }) as Schema;
}

export const guildId = described(snowflake, 'The guild’s Discord id.', SAMPLE.guild);
export const userId = described(snowflake, 'The person’s Discord id.', SAMPLE.user);
export const ofGuild = z.object({ guild_id: guildId });

export function instant(description: string) {
  return described(z.string().meta({ format: 'date-time' }), description, SAMPLE.instant);
}

export function maybeInstant(description: string) {
  return described(z.string().meta({ format: 'date-time' }).nullable(), description, null);
}

export function text(description: string, example: string) {
  return described(z.string(), description, example);
}

export function maybeText(description: string, example: string | null) {
  return described(z.string().nullable(), description, example);
}

export function count(description: string, example: number) {
  return described(z.int().min(0), description, example);
}

/** Epoch milliseconds as JSON tells an instant. */
export function iso(time: number): string {
  return new Date(time).toISOString();
}

export function maybeIso(time: number | null): string | null {
  return time === null ? null : iso(time);
}
