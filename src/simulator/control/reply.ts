import type { z } from 'zod';
import type { Denial, DenialCode } from '../actors/scene.ts';

const NOT_FOUND: readonly DenialCode[] = [
  'unknown_guild',
  'unknown_member',
  'unknown_channel',
  'unknown_role',
  'unknown_message',
  'unknown_command',
  'unknown_component',
  'unknown_modal',
];
const NOT_NOW: readonly DenialCode[] = ['missing_permission', 'timed_out', 'not_possible'];

export function problem(status: number, code: string, message: string): Response {
  return Response.json({ error: { code, message } }, { status });
}

/** A denial as an answer: 404 for what doesn't exist, 409 for what isn't allowed now, 400 for what is wrong. */
export function denied({ refused, context }: Denial): Response {
  const status = NOT_FOUND.includes(refused) ? 404 : NOT_NOW.includes(refused) ? 409 : 400;
  return problem(status, refused, String(context.message));
}

/** The first thing that is wrong with a body, as a sentence. */
export function invalid(error: z.ZodError): Response {
  const [issue] = error.issues;
  const where = issue?.path.length ? `"${issue.path.join('.')}"` : 'The body';
  const missing = issue?.code === 'invalid_type' && issue.input === undefined && /undefined/.test(issue.message);
  const words = missing ? 'is missing' : lowered(issue?.message ?? 'is not valid');
  return problem(400, 'invalid_input', `${where}: ${words}.`);
}

function lowered(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
