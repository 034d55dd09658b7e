import type { Trace } from '../../../src/features/automod/model/index.ts';
import type { Verdict } from '../../../src/features/automod/rules.ts';
import type { GuildRef, Shell } from '../../layouts/admin/props.ts';
import { Card, Note } from '../../ui/card.tsx';
import { Choices, roleChoices } from '../../ui/choices.tsx';
import { NumberField, SelectField, Switch, TextArea, TextField } from '../../ui/field.tsx';
import { Csrf } from '../../ui/form.tsx';
import { RelativeTime } from '../../ui/time.tsx';
import { AutomodFrame } from './automod-frame.tsx';
import { Verdicts } from './automod-preview.tsx';
import type { Standing, Surroundings } from './automod-values.ts';

/** What is tested, as typed. */
export interface TesterValues {
  readonly kind: string;
  readonly name: string;
  readonly content: string;
  /** One a line. */
  readonly files: string;
  readonly megabytes: string;
  readonly mentions: string;
  readonly times: string;
  readonly ageDays: string;
  readonly channelId: string;
  readonly hasAvatar: boolean;
  readonly isStaff: boolean;
  readonly roleIds: readonly string[];
}

interface TesterPageProps {
  shell: Shell;
  guild: GuildRef;
  standing: Standing;
  values: TesterValues;
  errors: Readonly<Record<string, string>>;
  surroundings: Surroundings;
  /** Null: nothing tested yet. */
  verdicts: readonly Verdict[] | null;
}

const KINDS = [
  { value: 'message', label: 'Writes a message' },
  { value: 'edit', label: 'Edits a message' },
  { value: 'join', label: 'Joins the server' },
  { value: 'profile', label: 'Changes a name' },
];

/** `/admin/guilds/:id/automod/tester` */
export function TesterPage({ shell, guild, standing, values, errors, surroundings, verdicts }: TesterPageProps) {
  const home = `/admin/guilds/${guild.id}/automod`;
  return (
    <AutomodFrame shell={shell} guild={guild} view="Tester" standing={standing}>
      <div class="columns">
        <Card title="What would the rules say?" hint="Made up: nothing is written and nobody is touched.">
          <form method="post" action={`${home}/tester`} novalidate>
            <Csrf token={shell.viewer.csrf} />
            <SelectField name="kind" label="Somebody" value={values.kind} options={KINDS} error={errors.kind} />
            <TextField name="name" label="Name" value={values.name} maxlength={100} error={errors.name} />
            <TextArea
              name="content"
              label="Message"
              value={values.content}
              maxlength={4000}
              rows={4}
              error={errors.content}
            />
            <TextArea
              name="files"
              label="Files"
              hint="Names, one a line."
              value={values.files}
              rows={2}
              error={errors.files}
            />
            <div class="form-grid">
              <NumberField
                name="megabytes"
                label="Size of each file"
                unit="MB"
                value={values.megabytes}
                error={errors.megabytes}
              />
              <NumberField
                name="mentions"
                label="People it names"
                unit="mentions"
                value={values.mentions}
                error={errors.mentions}
              />
              <NumberField name="times" label="Sent at once" unit="times" value={values.times} error={errors.times} />
              <NumberField
                name="ageDays"
                label="Age of the account"
                unit="days"
                value={values.ageDays}
                error={errors.ageDays}
              />
              <SelectField
                name="channelId"
                label="Channel"
                value={values.channelId}
                options={[
                  { value: '', label: 'Any other channel' },
                  ...surroundings.channels
                    .filter(({ type }) => type !== 4)
                    .map(({ id, name }) => ({ value: id, label: `#${name}` })),
                ]}
                error={errors.channelId}
              />
            </div>
            <Switch name="hasAvatar" label="Has a picture" checked={values.hasAvatar} />
            <Switch name="isStaff" label="Is staff" checked={values.isStaff} />
            <Choices
              name="roleIds"
              label="Roles"
              choices={roleChoices(surroundings.roles)}
              chosen={values.roleIds}
              none="There are no roles to choose from."
              error={errors.roleIds}
            />
            <div class="form-end">
              <button type="submit" class="btn btn-primary">
                Test it on every rule
              </button>
            </div>
          </form>
        </Card>
        <div class="stack" aria-live="polite">
          <Card title="Verdicts">
            {verdicts === null ? (
              <p class="text-secondary mb-0">Every rule’s verdict and its reason are shown here.</p>
            ) : verdicts.length === 0 ? (
              <p class="mb-0">There are no rules yet, so nothing would happen.</p>
            ) : (
              <Verdicts verdicts={verdicts} />
            )}
          </Card>
        </div>
      </div>
    </AutomodFrame>
  );
}

interface WhyPageProps {
  shell: Shell;
  guild: GuildRef;
  standing: Standing;
  /** As typed. */
  asked: string;
  trouble: string | null;
  traces: readonly Trace[];
  /** Whether the traces are the last ones rather than a message's. */
  latest: boolean;
}

const WHAT = { message: 'wrote', edit: 'edited', join: 'joined', profile: 'changed a name' } as const;

/** `/admin/guilds/:id/automod/why` */
export function WhyPage({ shell, guild, standing, asked, trouble, traces, latest }: WhyPageProps) {
  const home = `/admin/guilds/${guild.id}/automod`;
  return (
    <AutomodFrame shell={shell} guild={guild} view="Why?" standing={standing}>
      <Card
        title="Why did something happen, or nothing?"
        hint="The bot remembers the last 200 messages and joins of a server, until it restarts."
      >
        <form method="get" action={`${home}/why`} class="automod-filter">
          <TextField name="message" label="Link or id of the message" value={asked} maxlength={200} />
          <button type="submit" class="btn btn-primary">
            Ask why
          </button>
        </form>
        {trouble ? <Note tone="warning" text={trouble} /> : null}
      </Card>
      {traces.length > 0 ? (
        <Card title={latest ? 'Judged last' : 'How it was judged'}>
          <ol class="automod-traces">
            {traces.map(({ kind, at, username, messageId, verdicts }) => (
              <li>
                <p>
                  <strong safe>{username}</strong> <span>{WHAT[kind]}</span> <RelativeTime at={at} now={shell.now} />{' '}
                  {latest && messageId ? (
                    <a class="btn btn-sm" href={`${home}/why?message=${messageId}`}>
                      Only this one
                    </a>
                  ) : null}
                </p>
                {latest ? (
                  <details>
                    <summary>Every rule’s verdict</summary>
                    <Verdicts verdicts={verdicts} />
                  </details>
                ) : (
                  <Verdicts verdicts={verdicts} />
                )}
              </li>
            ))}
          </ol>
        </Card>
      ) : latest && trouble === null ? (
        <Note
          tone="info"
          text="Nothing is remembered yet. The bot remembers what it judged since it started, while the server has a rule."
        />
      ) : null}
    </AutomodFrame>
  );
}
