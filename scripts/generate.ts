/**
 * Writes the documents that are made from code: `bun scripts/generate.ts`. With `--check` it writes nothing, names
 * what is not fresh, and exits with 1.
 */
import { mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { version } from '../package.json' with { type: 'json' };
import { apiDocument } from '../src/app/api-document.ts';
import { apiKeysWording } from '../src/features/apikeys/text.ts';
import { automodWording } from '../src/features/automod/text.ts';
import { economyWording } from '../src/features/economy/text.ts';
import { guildsWording } from '../src/features/guilds/text.ts';
import { historyWording } from '../src/features/history/text.ts';
import { moderationWording } from '../src/features/moderation/text.ts';
import { squadsWording } from '../src/features/squads/text.ts';
import { usersWording } from '../src/features/users/text.ts';
import { webhooksWording } from '../src/features/webhooks/text.ts';
import { errorsDocument } from '../src/http/kit/errors-document.ts';
import { settingsDocuments } from '../src/platform/config/documents.ts';
import { generateClient } from './client/generate.ts';

const root = join(import.meta.dir, '..');
const checking = process.argv.includes('--check');
let stale = 0;

const openapi = await apiDocument(version);
const runtime = await Bun.file(join(import.meta.dir, 'client/runtime.ts')).text();

const documents = {
  ...settingsDocuments(),
  'docs/openapi.json': openapi,
  'static/client/smarter-dev.ts': generateClient(JSON.parse(openapi), runtime),
  'docs/ERRORS.md': errorsDocument({
    economy: economyWording,
    squads: squadsWording,
    automod: automodWording,
    moderation: moderationWording,
    webhooks: webhooksWording,
    guilds: guildsWording,
    'the configuration': { discord_away: historyWording.discord_away, guild_unseen: historyWording.guild_unseen },
    people: usersWording,
    'API keys': apiKeysWording,
  }),
};

for (const [path, wanted] of Object.entries(documents)) {
  const file = Bun.file(join(root, path));
  if ((await file.exists()) && (await file.text()) === wanted) continue;
  stale += 1;
  if (checking) {
    console.error(`${path} is not fresh. Run: bun scripts/generate.ts`);
  } else {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await Bun.write(file, wanted);
    console.log(`wrote ${path}`);
  }
}

process.exit(checking && stale > 0 ? 1 : 0);
