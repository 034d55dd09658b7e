import { afterEach, beforeEach, expect, test } from 'bun:test';
import { chmodSync, copyFileSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { newFolder } from '../harness/app.ts';

let folder: string;
const file = (name: string) => join(folder, name);

beforeEach(() => {
  folder = newFolder();
  mkdirSync(file('bin'));
  copyFileSync('deploy/update.sh', file('update.sh'));
  chmodSync(file('update.sh'), 0o755);
  writeFileSync(file('.env'), 'BASE_URL=https://a.example\nIMAGE=smarter-dev:1.0.0\n');
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** @param healthy the images that become healthy, to a `docker` that notes what it is asked */
function update(image: string, ...healthy: string[]) {
  writeFileSync(
    file('bin/docker'),
    `#!/bin/sh
image=$(sed -n 's/^IMAGE=//p' .env)
echo "$image $*" >> asked
case "$*" in *' up '*) case " ${healthy.join(' ')} " in *" $image "*) exit 0 ;; *) exit 1 ;; esac ;; esac
`,
    { mode: 0o755 },
  );
  const { exitCode, stdout, stderr } = Bun.spawnSync([file('update.sh'), ...(image ? [image] : [])], {
    env: { PATH: `${file('bin')}:${process.env.PATH}` },
  });
  return { exitCode, said: `${stdout}${stderr}`, settings: readFileSync(file('.env'), 'utf8') };
}

test('an image that becomes healthy stays', () => {
  const { exitCode, said, settings } = update('smarter-dev:1.1.0', 'smarter-dev:1.1.0');
  expect(exitCode).toBe(0);
  expect(said).toContain('running smarter-dev:1.1.0');
  expect(settings).toBe('BASE_URL=https://a.example\nIMAGE=smarter-dev:1.1.0\n');
  expect(statSync(file('.env')).mode & 0o077).toBe(0);
});

test('one that does not gives way to the one before', () => {
  const { exitCode, said, settings } = update('smarter-dev:1.1.0', 'smarter-dev:1.0.0');
  expect(exitCode).toBe(1);
  expect(said).toContain('going back to smarter-dev:1.0.0');
  expect(settings).toContain('IMAGE=smarter-dev:1.0.0\n');
  const started = readFileSync(file('asked'), 'utf8')
    .split('\n')
    .filter((line) => line.includes(' up '));
  expect(started.map((line) => line.split(' ')[0])).toEqual(['smarter-dev:1.1.0', 'smarter-dev:1.0.0']);
});

test('without an image nothing is touched', () => {
  const { exitCode, said, settings } = update('');
  expect(exitCode).not.toBe(0);
  expect(said).toContain('the image to run');
  expect(settings).toContain('IMAGE=smarter-dev:1.0.0');
});
