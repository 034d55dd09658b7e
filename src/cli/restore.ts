import type { Command } from './command.ts';
import type { RestoredBackup } from './context.ts';
import { json, withSettings } from './settings.ts';

export const restore: Command = {
  name: 'restore',
  summary: 'Puts a backup into an empty database, all of it or nothing',
  detail:
    'Stop the product first. A damaged or newer backup is refused and changes nothing; an older one is brought up to date. FILE is a path, or s3:NAME for one in the bucket.',
  argument: 'FILE',
  options: [{ name: 'into', value: 'TARGET', about: 'another database: postgres://… or a DATA_DIR' }],
  flags: [
    { name: 'replace', about: 'throws away what the database holds' },
    { name: 'drill', about: 'restores into a scratch database, compares, and removes it' },
  ],
  listing: true,
  example: 'smarter-dev restore /var/backups/smarter-dev/smarter-dev-20261123T030000Z.backup',
  run: ({ io, context, action: file = '', options: { into }, flags, json: asJson }) =>
    withSettings(io, async (config, log) => {
      const drill = flags.has('drill');
      const restored = await context.restore(config, log, { file, into, replace: flags.has('replace'), drill });
      io.out(asJson ? json(restored) : describeRestored(restored, drill));
      return restored.ledger.ok ? 0 : 1;
    }),
};

export function describeRestored(
  { createdAt, appVersion, rows, ledgerHash, migrated, ledger }: RestoredBackup,
  drill: boolean,
): string {
  const what = `${rows} rows of ${createdAt}, version ${appVersion}`;
  const newer = migrated.length > 0 ? `Brought up to date: ${migrated.join(', ')}.\n` : '';
  const verdict = ledger.ok ? `The ledger is right (${ledgerHash.slice(0, 16)}).` : 'The ledger is WRONG.';
  return `${drill ? 'Drill: restored and compared' : 'Restored'} ${what}.\n${newer}${verdict}\n`;
}
