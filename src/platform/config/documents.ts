import { variables } from './table.ts';
import { groups, type Variable } from './variable.ts';

/** The documents about the settings, made from the table: path in the repository → text. */
export function settingsDocuments(): Record<string, string> {
  return {
    '.env.example': dotenv(
      'Every setting. Copy to .env and change what you need; nothing has to be set for a first try.',
      everything,
    ),
    '.env.development': dotenv(
      'Development with the Postgres and Redis of docker-compose.yml. Copy to .env.',
      chosen(({ development }) => development),
    ),
    '.env.production.example': dotenv(
      'Production. Copy to .env, fill in what is empty, and let nobody else read it (chmod 600).',
      chosen(({ production }) => production),
    ),
    'docs/CONFIG.md': manual(),
  };
}

/** One variable's lines of an `.env` file; null leaves it out. */
type Entry = (variable: Variable) => string | null;

function dotenv(title: string, entry: Entry): string {
  const sections = groups.flatMap((group) => {
    const entries = variables.flatMap(([, variable]) => (variable.group === group ? (entry(variable) ?? []) : []));
    return entries.length > 0 ? [`# --- ${group} ---\n\n${entries.join('\n')}`] : [];
  });
  return `# ${title}\n# Written by scripts/generate.ts from src/platform/config/table.ts.\n\n${sections.join('\n')}`;
}

function everything({ name, about, unset, example }: Variable): string {
  return `# ${about}\n# Default: ${unset}.\n#${name}=${example}\n`;
}

function chosen(choose: (variable: Variable) => string | undefined): Entry {
  return (variable) => {
    const value = choose(variable);
    return value === undefined ? null : `# ${variable.about}\n${variable.name}=${value}\n`;
  };
}

function manual(): string {
  const sections = groups.map((group) => {
    const rows = variables.filter(([, variable]) => variable.group === group).map(([, variable]) => row(variable));
    return `## ${group}\n\n| Variable | Default | What it does | Example |\n|---|---|---|---|\n${rows.join('')}`;
  });
  return `${INTRODUCTION}\n${sections.join('\n')}`;
}

function row({ name, unset, about, example, secret }: Variable): string {
  return `| \`${name}\`${secret ? ' 🔒' : ''} | ${unset} | ${about} | \`${example}\` |\n`;
}

const INTRODUCTION = `# Settings

<!-- Written by scripts/generate.ts from src/platform/config/table.ts. -->

Every setting is a variable of the environment. A file named \`.env\` in the working directory is read as well; the environment
goes before it. An empty value counts as not set. Nothing needs to be set for a first try.

Settings marked 🔒 are secret: they never appear in logs or answers, and each may instead come from a file, as Docker and
systemd hand secrets over, by naming that file in \`<NAME>_FILE\` (\`DISCORD_TOKEN_FILE=/run/secrets/discord_token\`).

\`smarter-dev config\` shows every value and where it comes from. Wrong settings are reported all at once, each with an example,
and nothing starts until they are right. A variable that looks like a misspelt setting is pointed out.

Three things cannot be configured by mistake:

- Development (\`DEV_MODE\`) runs on this machine only: with a \`HOST\` that others can reach, or an https \`BASE_URL\`, nothing starts.
- Production needs \`SESSION_SECRET\` and \`ADMIN_DISCORD_IDS\`, and with the live Discord also \`DISCORD_APPLICATION_ID\` and
  \`DISCORD_CLIENT_SECRET\`.
- The simulated Discord, where anyone may act as anyone, is never reachable from other machines, and its tokens are no tokens of the
  live one.
`;
