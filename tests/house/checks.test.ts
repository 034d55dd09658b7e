import { afterAll, beforeAll, describe, expect, test } from 'bun:test';
import { checks } from '../../scripts/check/list.ts';
import { buildSmallHouse, type SmallHouse } from './small-house.ts';

const DEADLINE = 120_000;

let house: SmallHouse;
beforeAll(async () => {
  house = await buildSmallHouse();
});
afterAll(() => house.close());

describe('a sound house', () => {
  for (const { name } of checks(() => true)) {
    test(
      `passes «${name}»`,
      async () => {
        const { code, output } = await house.check(name);
        expect(output).toContain('1 of 1 checks passed');
        expect(code).toBe(0);
      },
      DEADLINE,
    );
  }
});

interface Planted {
  readonly what: string;
  readonly check: string;
  readonly files: Readonly<Record<string, string>>;
  /** What the check says. */
  readonly says: RegExp;
}

const planted: readonly Planted[] = [
  {
    what: 'an import from rules to drizzle',
    check: 'imports',
    files: {
      'src/features/economy/rules.ts': `import { sql } from 'drizzle-orm';\n\nexport const fee = (amount: number): string => String(sql\`\${amount}\`);\n`,
    },
    says: /rules-packages: src\/features\/economy\/rules\.ts → .*drizzle-orm/,
  },
  {
    what: 'an import of the runtime into rules',
    check: 'imports',
    files: {
      'src/features/economy/rules.ts': `import { randomInt } from 'node:crypto';\n\nexport const fee = (amount: number): number => randomInt(amount);\n`,
    },
    says: /rules-runtime: src\/features\/economy\/rules\.ts → crypto/,
  },
  {
    what: "the value of another feature's service",
    check: 'imports',
    files: {
      'src/features/economy/service.ts': 'export const createEconomy = (): number => 1;\n',
      'src/features/squads/service.ts': `import { createEconomy } from '../economy/service.ts';\n\nexport const createSquads = createEconomy;\n`,
    },
    says: /service-imports-only-types: src\/features\/squads\/service\.ts → src\/features\/economy\/service\.ts/,
  },
  {
    what: 'a command that reaches its store',
    check: 'imports',
    files: {
      'src/features/economy/store.ts': 'export const balance = 1;\n',
      'src/features/economy/commands.ts': `import { balance } from './store.ts';\n\nexport const commands = [balance];\n`,
    },
    says: /commands-imports: src\/features\/economy\/commands\.ts → src\/features\/economy\/store\.ts/,
  },
  {
    what: 'discord.js in a service',
    check: 'imports',
    files: {
      'src/features/economy/service.ts': `import type { Client } from 'discord.js';\n\nexport type Port = Client;\n`,
    },
    says: /service-packages: src\/features\/economy\/service\.ts → .*discord\.js/,
  },
  {
    what: 'a cycle',
    check: 'imports',
    files: {
      'src/shared/chicken.ts': `import { egg } from './egg.ts';\n\nexport const chicken = (): number => egg();\n`,
      'src/shared/egg.ts': `import { chicken } from './chicken.ts';\n\nexport const egg = (): number => chicken();\n`,
    },
    says: /no-cycles: src\/shared\/chicken\.ts/,
  },
  {
    what: 'an unescaped child in a view',
    check: 'escaping',
    files: {
      'views/economy/card.tsx': `export function Card({ name }: { name: string; fee: number }): JSX.Element {\n  return <p>{name}</p>;\n}\n`,
    },
    says: /views\/economy\/card\.tsx.*K601/,
  },
  {
    what: 'a dead export',
    check: 'dead code',
    files: {
      'src/shared/percent.ts': `export function percent(amount: number, share: number): number {\n  return Math.floor((amount * share) / 100);\n}\n\nexport const nobodyNeedsThis = 1;\n`,
    },
    says: /nobodyNeedsThis/,
  },
  {
    what: 'a dead file',
    check: 'dead code',
    files: { 'src/shared/orphan.ts': 'export {};\n' },
    says: /src\/shared\/orphan\.ts/,
  },
  {
    what: 'a file in no room',
    check: 'structure',
    files: { 'src/cellar/wine.ts': 'export {};\n' },
    says: /src\/cellar\/wine\.ts: lies in no room/,
  },
  {
    what: 'a name that is not kebab-case',
    check: 'structure',
    files: { 'src/shared/myNumbers.ts': 'export {};\n' },
    says: /src\/shared\/myNumbers\.ts: names are kebab-case/,
  },
  {
    what: 'a name that says nothing',
    check: 'structure',
    files: { 'src/shared/utils.ts': 'export {};\n' },
    says: /src\/shared\/utils\.ts: say what it does/,
  },
  {
    what: 'a test of nothing',
    check: 'structure',
    files: { 'tests/shared/ghost.test.ts': 'export {};\n' },
    says: /tests\/shared\/ghost\.test\.ts: nothing lies at src\/shared\/ghost/,
  },
  {
    what: 'the time of day in rules',
    check: 'format and lint',
    files: { 'src/features/economy/rules.ts': 'export const fee = (): number => Date.now();\n' },
    says: /rules\.ts:1:34 lint\/style\/noRestrictedGlobals/,
  },
  {
    what: 'the environment outside the configuration',
    check: 'format and lint',
    files: { 'src/app.ts': `export const startApp = (): number => Number(process.env.PORT);\n` },
    says: /app\.ts:1:46 lint\/style\/noProcessEnv/,
  },
  {
    what: "the environment by Bun's name",
    check: 'format and lint',
    files: { 'src/app.ts': `export const startApp = (): number => Number(Bun.env.PORT);\n` },
    says: /app\.ts:1:\d+ lint\/nursery\/noJsRestrictedProperties/,
  },
  {
    what: 'a floating promise',
    check: 'format and lint',
    files: {
      'src/app.ts': `async function work(): Promise<void> {}\n\nexport function startApp(): number {\n  work();\n  return 0;\n}\n`,
    },
    says: /app\.ts:4:3 lint\/nursery\/noFloatingPromises/,
  },
  {
    what: 'a switch that forgets a case',
    check: 'format and lint',
    files: {
      'src/app.ts': `type Kind = 'a' | 'b';\n\nexport function startApp(kind: Kind = 'a'): number {\n  switch (kind) {\n    case 'a':\n      return 0;\n  }\n  return 1;\n}\n`,
    },
    says: /app\.ts:4:3 lint\/nursery\/useExhaustiveSwitchCases/,
  },
  {
    what: 'a line to the console',
    check: 'format and lint',
    files: { 'src/app.ts': `export function startApp(): number {\n  console.log('hi');\n  return 0;\n}\n` },
    says: /app\.ts:2:3 lint\/suspicious\/noConsole/,
  },
  ...['onclick="go()"', 'style="color: red"', 'hx-on:click="go()"'].map((attribute) => ({
    what: `a view with ${attribute}`,
    check: 'format and lint',
    files: {
      'views/economy/card.tsx': `export const Card = (_: { name: string; fee: number }): JSX.Element => <b ${attribute}>hi</b>;\n`,
    },
    says: /card\.tsx:1:\d+ plugin/,
  })),
  {
    what: 'a wrong type',
    check: 'types',
    files: { 'src/app.ts': `export const startApp = (): number => 'one';\n` },
    says: /src\/app\.ts\(1,39\): error TS2322/,
  },
];

describe('a planted fault fails its check', () => {
  for (const { what, check, files, says } of planted) {
    test(
      what,
      async () => {
        const { code, output } = await house.check(check, files);
        expect(output).toMatch(says);
        expect(code).toBe(1);
      },
      DEADLINE,
    );
  }
});
