import type { Snowflake } from '../../shared/ids.ts';
import { snowflakeAt } from '../../shared/ids.ts';

export interface Person {
  username: string;
  name: string;
  /** When the account was made: an ISO date, or days before the seed for people who are new to Discord. */
  account: string | number;
  /** Days since joining the guild. */
  joined: number;
  /** Role keys of `places.ts`. */
  roles: readonly string[];
  bot?: true;
}

/** Who lives in the seeded guild. The order is part of the ids: append, don't insert. */
export const PEOPLE: readonly Person[] = [
  { username: 'grace', name: 'Grace', account: '2016-03-04', joined: 1_460, roles: ['owner', 'veteran'] },
  {
    username: 'margaret',
    name: 'Margaret',
    account: '2017-07-20',
    joined: 1_402,
    roles: ['moderator', 'veteran', 'gophers'],
  },
  { username: 'dennis', name: 'dennis', account: '2015-09-09', joined: 1_377, roles: ['moderator', 'veteran'] },
  {
    username: 'ada',
    name: 'Ada',
    account: '2016-12-10',
    joined: 1_215,
    roles: ['veteran', 'pythonistas', 'kilobyte', 'megabyte'],
  },
  {
    username: 'kwame',
    name: 'Kwame',
    account: '2018-02-11',
    joined: 1_004,
    roles: ['veteran', 'rustaceans', 'kilobyte'],
  },
  { username: 'yuki', name: 'Yuki', account: '2018-10-01', joined: 871, roles: ['veteran', 'kilobyte'] },
  { username: 'sofia', name: 'Sofía', account: '2019-05-23', joined: 640, roles: ['gophers', 'kilobyte'] },
  { username: 'tomas', name: 'Tomáš', account: '2020-04-02', joined: 505, roles: ['pythonistas'] },
  { username: 'bjorn', name: 'Björn', account: '2017-01-30', joined: 477, roles: ['rustaceans'] },
  { username: 'leila', name: 'Leila', account: '2021-06-15', joined: 318, roles: [] },
  { username: 'noor', name: 'Noor', account: '2021-11-08', joined: 251, roles: ['pythonistas', 'kilobyte'] },
  { username: 'priya', name: 'Priya', account: '2023-08-19', joined: 96, roles: [] },
  { username: 'max_lurks', name: 'Max', account: '2015-06-01', joined: 34, roles: [] },
  { username: 'sam.codes', name: 'Sam', account: 40, joined: 12, roles: [] },
  { username: 'pia', name: 'Pia', account: 3, joined: 1, roles: [] },
  { username: 'buildbot', name: 'Build Bot', account: '2019-11-11', joined: 900, roles: ['buildbot'], bot: true },
];

const DAY = 86_400_000;

/** A person's id: the same in every seed; for accounts that are new at seed time, in every seed of the same day. */
export function personId(person: Person, now: number): Snowflake {
  const made =
    typeof person.account === 'string' ? Date.parse(person.account) : Math.floor(now / DAY - person.account) * DAY;
  return snowflakeAt(made, PEOPLE.indexOf(person) + 1);
}
