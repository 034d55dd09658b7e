import { Elysia } from 'elysia';
import { z } from 'zod';
import { type FieldError, invalid, pointer } from '../../../http/kit/issues.ts';
import { operation } from '../../../http/kit/operation.ts';
import { Refused } from '../../../http/kit/problem.ts';
import { queryNumber } from '../../../http/kit/values.ts';
import { etag, expectedVersion } from '../../../http/kit/version.ts';
import { isRefusal } from '../../../shared/refusal.ts';
import { type EconomyConfig, forecast } from '../rules.ts';
import { config, configOf, EXAMPLE_CONFIG, FIELDS, inputOf } from './config.ts';
import { type EconomyApiDeps, refused } from './deps.ts';
import { MANAGE, ofGuild, PREFIX, READ } from './shapes.ts';

const LONGEST = 3_650;
const YEAR = 365;

const forecastQuery = z.strictObject({
  days: queryNumber(1, LONGEST)
    .meta({ description: `How many days, at most ${LONGEST}; ${YEAR} unless given.`, examples: [YEAR] })
    .optional(),
});

const figure = (description: string, example: number) =>
  z
    .int()
    .min(0)
    .meta({ description, examples: [example] });

const forecastAnswer = z.object({
  data: z
    .array(
      z.object({
        day: figure('Day of the streak, from 1.', 8),
        multiplier: figure('What the daily is multiplied by.', 2),
        amount: figure('What this day pays.', 20),
        cumulative: figure('Earned up to and including this day.', 90),
      }),
    )
    .meta({ description: 'Day by day, for a member who never misses one.' }),
});

const FORECAST_EXAMPLE = { data: [{ day: 1, multiplier: 1, amount: 10, cumulative: 10 }] };

/** How the economy works. */
export function settingsApi({ economy, kit }: EconomyApiDeps) {
  return new Elysia({ prefix: PREFIX, tags: ['Bytes settings'] })
    .use(kit.plugin)
    .get(
      '/config',
      async ({ params, set }) => {
        const stored = await economy.config(params.guild_id);
        set.headers.etag = etag(stored.version);
        return configOf(stored);
      },
      {
        right: READ,
        params: ofGuild,
        detail: operation({
          id: 'getBytesConfig',
          summary: 'Get the settings',
          description: 'The defaults, until somebody changes something.',
          answer: config,
          example: EXAMPLE_CONFIG,
          versioned: 'reads',
        }),
      },
    )
    .put(
      '/config',
      async ({ params: { guild_id: guildId }, body, actor, request, set }) => {
        const version = expectedVersion(request);
        const input = inputOf(body);
        const problems = await economy.configProblems(guildId, input);
        if (isRefusal(problems)) return refused(request, problems);
        if (problems.length > 0) throw new Refused('invalid_request', invalid(problems.map(errorOf)));
        const saved = await economy.putConfig(guildId, input, actor, version);
        if (isRefusal(saved)) throw new Refused('version_mismatch');
        set.headers.etag = etag(saved.version);
        return configOf(saved);
      },
      {
        right: MANAGE,
        params: ofGuild,
        body: config,
        detail: operation({
          id: 'replaceBytesConfig',
          summary: 'Replace the settings',
          description:
            'All of them; the bot works by them at once. Every value that is not valid is told at once, also channels and roles that are not there, and roles that the bot may not give.',
          answer: config,
          example: EXAMPLE_CONFIG,
          versioned: 'writes',
          errors: ['guild_unseen', 'discord_away'],
        }),
      },
    )
    .get(
      '/forecast',
      async ({ params, query: { days = YEAR } }) => forecastOf(await economy.config(params.guild_id), days),
      {
        right: READ,
        params: ofGuild,
        query: forecastQuery,
        detail: operation({
          id: 'getForecast',
          summary: 'Forecast the daily',
          description: 'What the settings in force pay a member who never misses a day.',
          answer: forecastAnswer,
          example: FORECAST_EXAMPLE,
        }),
      },
    )
    .post('/forecast', ({ body, query: { days = YEAR } }) => forecastOf(inputOf(body), days), {
      right: READ,
      params: ofGuild,
      query: forecastQuery,
      body: config,
      detail: operation({
        id: 'forecastConfig',
        summary: 'Forecast settings before saving',
        description: 'What other settings would pay. Nothing is saved, and nothing is asked of Discord.',
        answer: forecastAnswer,
        example: FORECAST_EXAMPLE,
      }),
    });
}

function forecastOf(settings: EconomyConfig, days: number) {
  const data = forecast(settings, days).map(({ total, ...day }) => ({ ...day, cumulative: total }));
  return { data };
}

function errorOf({
  field,
  key,
  sentence,
}: {
  field: keyof EconomyConfig;
  key: PropertyKey;
  sentence: string;
}): FieldError {
  return { in: 'body', pointer: pointer([FIELDS[field], key]), detail: sentence };
}
