import { describe, expect, test } from 'bun:test';
import { createServer } from 'node:net';
import { DatabaseUnavailable } from '../../../../src/platform/db/errors.ts';
import { openPostgres } from '../../../../src/platform/db/postgres/open.ts';
import { StartFailure } from '../../../../src/shared/start-failure.ts';
import { hasPostgres, POSTGRES_URL } from '../../../harness/database.ts';

const PASSWORD = 'hunter2';

async function failure(url: string): Promise<unknown> {
  const error = await openPostgres(url, 1000).then(
    () => undefined,
    (caught: unknown) => caught,
  );
  expect(error).toBeInstanceOf(DatabaseUnavailable);
  expect(error).toBeInstanceOf(StartFailure);
  expect(String(error)).not.toContain(PASSWORD);
  return error;
}

describe('an address that cannot be used is answered with a sentence', () => {
  test.each(['', 'nonsense', 'mysql://localhost/x', 'postgres://', 'postgres://user:hunter2@[::1/x'])(
    '«%s»',
    async (url) => {
      expect(await failure(url)).toMatchObject({ message: expect.stringContaining('DATABASE_URL is not an address') });
    },
  );

  test('a port where nobody listens', async () => {
    const message = 'Postgres at 127.0.0.1:1 refused the connection. Start it, or correct DATABASE_URL.';
    expect(await failure(`postgres://user:${PASSWORD}@127.0.0.1:1/x`)).toMatchObject({ message });
  });

  test('a host that does not exist', async () => {
    expect(await failure(`postgres://user:${PASSWORD}@no-such-host.invalid/x`)).toMatchObject({
      message: expect.stringContaining('no-such-host.invalid'),
    });
  });

  test('a server that never answers', async () => {
    const server = createServer(() => {});
    await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
    const address = server.address();
    const port = typeof address === 'object' && address ? address.port : 0;
    expect(await failure(`postgres://user:${PASSWORD}@127.0.0.1:${port}/x`)).toMatchObject({
      message: expect.stringContaining('did not answer in time'),
    });
    server.close();
  });

  test.skipIf(!hasPostgres)('a database that does not exist', async () => {
    const url = new URL(POSTGRES_URL);
    url.pathname = '/smarter_dev_no_such_database';
    expect(await failure(url.href)).toMatchObject({
      message: expect.stringContaining('has no database «smarter_dev_no_such_database»'),
    });
  });

  test.skipIf(!hasPostgres)('a user that does not exist', async () => {
    const url = new URL(POSTGRES_URL);
    url.username = 'smarter_dev_nobody';
    url.password = PASSWORD;
    expect(await failure(url.href)).toMatchObject({
      message: expect.stringContaining('does not accept smarter_dev_nobody'),
    });
  });
});
