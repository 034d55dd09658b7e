import { z } from 'zod';
import type { Attachment } from '../rules.ts';
import { hit, miss, trigger } from './trigger.ts';
import { normalise } from './words.ts';

/** Run when they are opened. */
export const RISKY_EXTENSIONS = ['exe', 'scr', 'msi', 'bat', 'cmd', 'com', 'ps1', 'jar', 'lnk', 'vbs', 'vbe', 'hta'];

const MEGABYTE = 1_048_576;

const extension = z
  .string()
  .trim()
  .toLowerCase()
  .overwrite((text) => text.replace(/^\.+/, ''))
  .regex(/^[a-z0-9]{1,12}$/, 'must be an extension such as exe: letters and digits, at most 12');

const config = z.strictObject({
  listed: z
    .enum(['blocked', 'allowed'])
    .default('blocked')
    .meta({ title: 'The list says what is', description: '`allowed` blocks every other file.', examples: ['blocked'] }),
  extensions: z
    .array(extension)
    .max(100)
    .default(RISKY_EXTENSIONS)
    .meta({ title: 'Extensions', description: 'Without the dot.', examples: [['exe', 'scr', 'lnk']] }),
  max_megabytes: z
    .int()
    .min(1)
    .max(500)
    .nullable()
    .default(null)
    .meta({ title: 'Largest file', description: 'Megabytes, as Discord tells; null for any size.', examples: [null] }),
});

/** Files by their name and size; nothing is ever downloaded. */
export const fileExtension = trigger({
  kind: 'file_extension',
  title: 'Attached file',
  on: ['message', 'edit'],
  needs: ['MessageContent'],
  remembers: 'nothing',
  config,
  describe: ({ listed, extensions }) =>
    listed === 'blocked' ? `A file is .${extensions.join(', .')}` : `A file is not .${extensions.join(', .')}`,
  prepare({ listed, extensions, max_megabytes: most }) {
    const list = new Set(extensions);
    const problem = (file: Attachment): string | null => {
      const found = extensionOf(file.name);
      if (list.has(found) === (listed === 'blocked')) return found === '' ? 'no extension' : `.${found}`;
      return most !== null && file.size > most * MEGABYTE ? `more than ${most} MB` : null;
    };
    return ({ post }) => {
      if (!post || post.attachments.length === 0) return miss('no file');
      for (const file of post.attachments) {
        const found = problem(file);
        if (found) return hit(`the file “${file.name.slice(0, 100)}” has ${found}`);
      }
      return miss('every file is allowed');
    };
  },
});

/** What a system would go by: the last part, whatever dots, blanks and invisible marks follow it. */
function extensionOf(name: string): string {
  const tidy = normalise(name.slice(-200)).replace(/[\s.]+$/, '');
  const dot = tidy.lastIndexOf('.');
  return dot < 0 ? '' : tidy.slice(dot + 1).trim();
}
