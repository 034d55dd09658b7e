import { describe, expect, test } from 'bun:test';
import { StartFailure } from '../../src/shared/start-failure.ts';
import { runCli } from '../harness/cli.ts';

const OVERVIEW = `Smarter Dev: a community platform for developers' Discord guilds in one executable.

Usage: smarter-dev [subcommand] [--json] [--help]

  serve                              Starts everything; what happens without a subcommand
  migrate [status]                   Brings the database up to date, or shows where it stands
  config                             Shows every setting, where it comes from, and what is wrong; secrets are covered
  doctor                             Touches everything outside and says what is missing and how to mend it
  health                             Asks the running server whether it may take traffic, for container health checks
  ledger verify                      Proves that every balance is the sum of its ledger rows
  backup                             Writes the whole database into one file
  restore FILE                       Puts a backup into an empty database, all of it or nothing
  api-key create|list|rotate|revoke  Makes, lists, replaces and ends keys of the REST API
  openapi                            Prints the document that describes the REST API (OpenAPI 3.1)
  commands diff|deploy               Compares or registers the slash commands at Discord
  demo reset                         Puts the simulated Discord and its demo data back to the start
  version                            Shows the version

Without a subcommand it starts. Nothing needs to be set for a first try.
Settings come from the environment and from .env in the working directory.
Exit codes: 0 done, 1 failed, 2 not understood.

Example: smarter-dev help migrate
`;

describe('help', () => {
  test.each(['help', '--help', '-h'])('%s lists every subcommand', async (words) => {
    expect(await runCli(words)).toEqual({ code: 0, out: OVERVIEW, err: '' });
  });

  test.each(['help migrate', 'migrate --help', 'migrate status --help', 'migrate -h'])(
    '%s explains one',
    async (words) => {
      expect(await runCli(words)).toEqual({
        code: 0,
        out: `Brings the database up to date, or shows where it stands.

Usage: smarter-dev migrate [status] [--json]

  --json  answers for programs

serve does this by itself at every start. status changes nothing and exits with 1 while something waits.

Example: smarter-dev migrate status
`,
        err: '',
      });
    },
  );

  test.each(['serve', 'migrate', 'config', 'doctor', 'health', 'ledger', 'commands', 'demo', 'version', 'help'])(
    '%s --help has an example of itself',
    async (name) => {
      const { code, out } = await runCli(`${name} --help`);
      expect(code).toBe(0);
      expect(out).toContain('\nExample: ');
      expect(out.slice(out.indexOf('\nExample: '))).toContain(`smarter-dev ${name}`);
    },
  );
});

test.each(['version', '--version', '-v'])('%s', async (words) => {
  const { code, out } = await runCli(words);
  expect(code).toBe(0);
  expect(out).toStartWith(`smarter-dev 1.2.3 (Bun ${Bun.version}, `);
});

describe('what is not understood is a sentence and exit code 2', () => {
  test.each([
    ['doctr', 'There is no subcommand "doctr". Did you mean doctor?'],
    ['frobnicate', 'There is no subcommand "frobnicate".'],
    ['migrate statsu', 'migrate does not know "statsu". Did you mean status?'],
    ['migrate now', 'migrate does not know "now".'],
    ['ledger', 'ledger needs one of: verify.'],
    ['commands', 'commands needs one of: diff, deploy.'],
    ['demo reset please', '"please" is too much.'],
    ['version now', 'version does not know "now".'],
    ['serve --json', 'serve has no --json.'],
    ['--frobnicate', "Unknown option '--frobnicate'"],
    ['help me', 'help does not know "me".'],
  ])('%s', async (words, sentence) => {
    expect(await runCli(words)).toEqual({
      code: 2,
      out: '',
      err: `${sentence}\nsmarter-dev help lists every subcommand.\n`,
    });
  });
});

describe('what keeps a subcommand from its work', () => {
  test('is a sentence without a stack', async () => {
    const checkLedger = () => Promise.reject(new StartFailure('The folder ./data is in use by process 7.'));
    const { code, out, err } = await runCli('ledger verify', { context: { verifyLedger: checkLedger } });
    expect({ code, out, err }).toEqual({ code: 1, out: '', err: 'The folder ./data is in use by process 7.\n' });
  });

  test('a bug shows where it is', async () => {
    const { code, err } = await runCli('migrate', { context: { migrate: () => Promise.reject(new TypeError('oh')) } });
    expect(code).toBe(1);
    expect(err).toStartWith('Something went wrong on our side.\nTypeError: oh\n');
    expect(err).toContain('run.test.ts');
  });
});

test.each(['', 'migrate', 'config', 'doctor', 'health', 'ledger verify', 'commands diff', 'demo reset'])(
  'with wrong settings "%s" names them all and does nothing',
  async (words) => {
    const { code, out, err } = await runCli(words, { environment: { PORT: 'x', ROLE: 'y', PROT: '1' } });
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(err).toBe(`Note: PROT is not a setting. Did you mean PORT?
Smarter Dev cannot start: 2 settings are not right.

  PORT must be a whole number from 0 to 65535, not "x".
      for example  PORT=3000

  ROLE must be one of all, bot, web, not "y".
      for example  ROLE=web
`);
  },
);
