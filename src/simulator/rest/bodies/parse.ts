import type { z } from 'zod';
import { DiscordError, type FieldError } from '../errors.ts';

type Issue = z.core.$ZodIssue;

/**
 * Reads a body by a schema of ours.
 * @throws DiscordError `invalid_form` with every field that is wrong, in Discord's codes.
 */
export function parse<T>(schema: z.ZodType<T>, value: unknown): T {
  const result = schema.safeParse(value, { reportInput: true });
  if (result.success) return result.data;
  throw new DiscordError(
    'invalid_form',
    result.error.issues.flatMap((issue) => fieldErrors(issue)),
  );
}

function fieldErrors(issue: Issue): FieldError[] {
  const path = issue.path.map((key) => (typeof key === 'symbol' ? String(key) : key));
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({
      path: [...path, key],
      code: 'UNKNOWN_FIELD',
      message: 'Discord has no field of this name here.',
    }));
  }
  if (issue.code === 'invalid_union') return unionErrors(issue, path);
  return [{ path, ...describe(issue) }];
}

/** Of the alternatives the one that came closest is what the caller meant. */
function unionErrors(issue: Extract<Issue, { code: 'invalid_union' }>, path: FieldError['path']): FieldError[] {
  const closest = issue.errors.toSorted((a, b) => a.length - b.length)[0];
  if (!closest?.length) return [{ path, code: 'BASE_TYPE_CHOICES', message: 'Value is none of the allowed ones.' }];
  return closest.flatMap((inner) => fieldErrors(inner).map((error) => ({ ...error, path: [...path, ...error.path] })));
}

function describe(issue: Issue): Omit<FieldError, 'path'> {
  if (issue.input === undefined) return { code: 'BASE_TYPE_REQUIRED', message: 'This field is required' };
  switch (issue.code) {
    case 'too_big':
      return issue.origin === 'number' || issue.origin === 'int'
        ? { code: 'NUMBER_TYPE_MAX', message: `int value should be less than or equal to ${issue.maximum}.` }
        : { code: 'BASE_TYPE_MAX_LENGTH', message: `Must be ${issue.maximum} or fewer in length.` };
    case 'too_small':
      return issue.origin === 'number' || issue.origin === 'int'
        ? { code: 'NUMBER_TYPE_MIN', message: `int value should be greater than or equal to ${issue.minimum}.` }
        : { code: 'BASE_TYPE_MIN_LENGTH', message: `Must be ${issue.minimum} or more in length.` };
    case 'invalid_type':
      return {
        code: `${issue.expected.toUpperCase()}_TYPE_CONVERT`,
        message: `Could not interpret ${shown(issue.input)} as ${issue.expected}.`,
      };
    case 'invalid_value':
      return { code: 'BASE_TYPE_CHOICES', message: `Value must be one of {${issue.values.map(String).join(', ')}}.` };
    case 'custom':
      return { code: String(issue.params?.code ?? 'BASE_TYPE_INVALID'), message: issue.message };
    default:
      return { code: 'BASE_TYPE_INVALID', message: issue.message };
  }
}

function shown(value: unknown): string {
  return JSON.stringify(value)?.slice(0, 80) ?? 'undefined';
}
