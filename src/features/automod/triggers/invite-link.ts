import { z } from 'zod';
import { hit, miss, trigger } from './trigger.ts';

// Ours, and linear: no part of it can be read in two ways.
const INVITE =
  /(?:discord(?:app)?\s?\.\s?com\s?\/\s?invite|discord\s?\.\s?(?:gg|me|io|li)|dsc\.gg)\s?\/\s?([a-z0-9-]{2,32})/g;
const CODE = /([^/\s]+)\/?$/;

const code = z
  .string()
  .trim()
  .max(100)
  .overwrite((text) => (CODE.exec(text)?.[1] ?? text).toLowerCase())
  .regex(/^[a-z0-9-]{2,32}$/, 'must be an invite such as discord.gg/python, or its code');

const config = z.strictObject({
  allowed: z
    .array(code)
    .max(50)
    .default([])
    .meta({
      title: 'Allowed invites',
      description: 'Codes or links that anybody may post, such as your own.',
      examples: [['python']],
    }),
});

/** Invitations to other servers, also with blanks or invisible letters in them. */
export const inviteLink = trigger({
  kind: 'invite_link',
  title: 'Server invite',
  on: ['message', 'edit'],
  needs: ['MessageContent'],
  remembers: 'nothing',
  config,
  describe: ({ allowed }) =>
    allowed.length > 0 ? `An invite to another server, ${allowed.length} allowed` : 'An invite to another server',
  prepare({ allowed }) {
    const welcome = new Set(allowed);
    return (_happening, { words }) => {
      const text = words.normal;
      if (!text.includes('disc') && !text.includes('dsc')) return miss('no invite');
      for (const [, found = ''] of text.matchAll(INVITE)) {
        if (!welcome.has(found)) return hit(`invites to ${found}`);
      }
      return miss('no invite but allowed ones');
    };
  },
});
