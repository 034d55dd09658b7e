import { resolve } from 'node:path';
import type { Command } from './command.ts';
import type { TakenBackup } from './context.ts';
import { describeRestored } from './restore.ts';
import { json, withSettings } from './settings.ts';

export const backup: Command = {
  name: 'backup',
  summary: 'Writes the whole database into one file',
  detail:
    'Works while the product runs. The file is read back before it counts, and fits the embedded database and Postgres alike. Older ones are removed by BACKUP_KEEP_DAILY and BACKUP_KEEP_WEEKLY.',
  options: [{ name: 'to', value: 'FOLDER', about: 'where it goes: a folder, or s3 (default BACKUP_TO)' }],
  flags: [{ name: 'verify', about: 'restores it into a scratch database and compares' }],
  listing: true,
  example: 'smarter-dev backup --to /var/backups/smarter-dev --verify',
  run: ({ io, context, options: { to }, flags, json: asJson }) =>
    withSettings(io, async (config, log) => {
      const taken = await context.backup(config, log, to === undefined || to === 's3' ? to : resolve(to));
      const wish = { file: taken.path ?? `s3:${taken.name}`, replace: false, drill: true };
      const drill = flags.has('verify') ? await context.restore(config, log, wish) : null;
      if (asJson) io.out(json({ ...taken, drill }));
      else io.out(`${describe(taken)}${drill ? describeRestored(drill, true) : ''}`);
      return drill && !drill.ledger.ok ? 1 : 0;
    }),
};

function describe({ place, bytes, rows, ledgerHash, removed }: TakenBackup): string {
  const gone = removed.length > 0 ? `Removed ${removed.length} older: ${removed.join(', ')}.\n` : '';
  return `${place}\n${rows} rows in ${bytes} bytes, ledger ${ledgerHash.slice(0, 16)}.\n${gone}`;
}
