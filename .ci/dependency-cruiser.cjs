/** The import rules, built from the map in `rooms.cjs`. */
const { rooms, pattern } = require('./rooms.cjs');

const ANY_FEATURE = '[^/]+';
const CAPTURED_FEATURE = '([^/]+)';
const SAME_FEATURE = '$1';

const OURS = '^(?:src|views|static|scripts|tests|bench|\\.ci|drizzle)/|^drizzle\\.config\\.ts$';
const BUN = '^bun(?::|$)';
const byName = new Map(rooms.map((room) => [room.name, room]));

function roomNamed(name) {
  const room = byName.get(name);
  if (!room) throw new Error(`rooms.cjs names a room that is not there: ${name}`);
  return room;
}

/** The paths that `room` reaches by naming `target` in its list. */
function reached(room, target) {
  const [, other] = /^other:(.+)$/.exec(target) ?? [];
  const inFeature = room.lies.includes('$feature');
  return pattern(roomNamed(other ?? target), inFeature && !other ? SAME_FEATURE : ANY_FEATURE);
}

function packagePattern(name) {
  return name === 'bun:' ? BUN : `^node_modules/(?:@types/)?${name.replace('/', '\\/')}(?:/|$)`;
}

const TYPE_ONLY = ['type-only', 'type-import'];

/** Two rules over what a room imports: what it may not at all, and what only as a type. */
function limits(room, kind, comment, { all, values, types }) {
  const from = { path: pattern(room, CAPTURED_FEATURE) };
  const base = { comment, severity: 'error', from };
  const never = { ...base, name: `${room.name}-${kind}`, to: { path: all, pathNot: [...values, ...types] } };
  if (types.length === 0) return [never];
  const to = { path: types, pathNot: values, dependencyTypesNot: TYPE_ONLY };
  return [never, { ...base, name: `${room.name}-${kind}-only-types`, to }];
}

function sentence(verb, values, types) {
  return `${verb}: ${[...values, ...types.map((name) => `${name} (types)`)].join(', ') || 'nothing'}`;
}

function importRules(room) {
  if (room.may === 'all') return [];
  const types = room.types ?? [];
  return limits(room, 'imports', sentence(`${room.name} may import`, room.may, types), {
    all: [OURS],
    values: [room.name, ...room.may].map((target) => reached(room, target)),
    types: types.map((target) => reached(room, target)),
  });
}

function packageRules(room) {
  if (room.packages === 'all') return [];
  const types = room.packageTypes ?? [];
  const comment = sentence(`${room.name} may use`, room.packages, types);
  const rules = limits(room, 'packages', comment, {
    all: room.packages.includes('node:') ? ['^node_modules/', BUN] : ['^node_modules/'],
    values: room.packages.filter((name) => name !== 'node:').map(packagePattern),
    types: types.map(packagePattern),
  });
  if (room.packages.includes('node:')) return rules;
  const from = { path: pattern(room, CAPTURED_FEATURE) };
  return [
    ...rules,
    { name: `${room.name}-runtime`, comment, severity: 'error', from, to: { dependencyTypes: ['core'] } },
  ];
}

const house = [
  {
    name: 'no-cycles',
    comment: 'Two files that need each other are one file, or a third is missing.',
    severity: 'error',
    from: {},
    to: { circular: true, viaOnly: { dependencyTypesNot: TYPE_ONLY } },
  },
  {
    name: 'resolvable',
    comment: 'An import must lead to a file or to an installed package.',
    severity: 'error',
    from: {},
    to: { couldNotResolve: true, pathNot: [BUN] },
  },
];

module.exports = {
  forbidden: [...house, ...rooms.flatMap((room) => [...importRules(room), ...packageRules(room)])],
  options: {
    preserveSymlinks: true,
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(?:static/vendor|dist|data)/' },
    moduleSystems: ['es6'],
    tsPreCompilationDeps: 'specify',
    tsConfig: { fileName: 'tsconfig.json' },
    builtInModules: { add: ['bun', 'bun:test', 'bun:sqlite', 'bun:ffi', 'bun:jsc'] },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['bun', 'import', 'require', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.d.ts', '.js', '.mjs', '.cjs', '.json'],
    },
  },
};
