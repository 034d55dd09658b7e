import type { ListedApiKey } from '../../../src/features/apikeys/model.ts';
import { SCOPES, type Scope, scopes } from '../../../src/shared/scopes.ts';
import type { GuildRef, Shell } from '../../layouts/admin/props.ts';
import { Badge, type BadgeTone } from '../../ui/badge.tsx';
import { grouped } from '../../ui/bytes.tsx';
import { Card, Empty, Note } from '../../ui/card.tsx';
import { Choices } from '../../ui/choices.tsx';
import { CopyField } from '../../ui/copy.tsx';
import { NumberField, TextField } from '../../ui/field.tsx';
import { ConfirmButton, SettingsForm } from '../../ui/form.tsx';
import { type Column, Table } from '../../ui/table.tsx';
import { RelativeTime, utc } from '../../ui/time.tsx';
import type { FieldErrors } from '../guild/bytes-values.ts';
import { SettingsFrame } from './frame.tsx';

const HOME = '/admin/settings/api-keys';
const NEW = { href: `${HOME}/new`, label: 'New API key' };

interface ApiKeysPageProps {
  shell: Shell;
  keys: readonly ListedApiKey[];
  guildName: (id: string) => string;
}

/** `/admin/settings/api-keys` */
export function ApiKeysPage({ shell, keys, guildName }: ApiKeysPageProps) {
  return (
    <SettingsFrame
      shell={shell}
      title="API keys"
      lead="Programs that read or move bytes over the REST API sign in with a key."
      actions={
        <a class="btn btn-primary" href={NEW.href}>
          New API key
        </a>
      }
    >
      <Card title={`${grouped(keys.length)} ${keys.length === 1 ? 'key' : 'keys'}`} flush>
        {keys.length > 0 ? (
          <Table label="API keys" columns={columns(shell, guildName)} rows={keys} rowId={({ id }) => `key-${id}`} />
        ) : (
          <Empty
            icon="key"
            text="A key lets a program act over the REST API: pay a reward when a pull request is merged, show a leaderboard."
            action={NEW}
            example="curl -H 'Authorization: Bearer sd_…' …/api/guilds/…/bytes/leaderboard"
          />
        )}
      </Card>
    </SettingsFrame>
  );
}

function columns({ now, viewer }: Shell, guildName: (id: string) => string): Column<ListedApiKey>[] {
  return [
    { label: 'Key', cell: (key) => <Name apiKey={key} /> },
    {
      label: 'May',
      cell: ({ scopes }) => (
        <span class="chips">
          {scopes.map((scope) => (
            <Badge text={scope} />
          ))}
        </span>
      ),
    },
    {
      label: 'Guilds',
      cell: ({ guildIds }) => <span safe>{guildIds?.map(guildName).join(', ') ?? 'every\u00a0guild'}</span>,
    },
    {
      label: 'Last used',
      cell: ({ lastUsedAt }) => (lastUsedAt ? <RelativeTime at={lastUsedAt} now={now} /> : <span>never</span>),
    },
    { label: 'State', cell: (key) => <State apiKey={key} now={now} /> },
    { label: 'Actions', quiet: true, cell: (key) => <Actions apiKey={key} csrf={viewer.csrf} /> },
  ];
}

function Name({ apiKey: { name, prefix, ratePerMinute } }: { apiKey: ListedApiKey }) {
  return (
    <span>
      <span safe>{name}</span>
      <small>
        <code safe>{`${prefix}…`}</code> <span safe>{`${grouped(ratePerMinute)}/min`}</span>
      </small>
    </span>
  );
}

const STATES: Readonly<Record<ListedApiKey['state'], { tone: BadgeTone; text: string }>> = {
  active: { tone: 'success', text: 'Active' },
  revoked: { tone: 'neutral', text: 'Revoked' },
  expired: { tone: 'warning', text: 'Expired' },
};

function State({ apiKey: { state, expiresAt, overlapUntil }, now }: { apiKey: ListedApiKey; now: number }) {
  return (
    <span>
      <Badge {...STATES[state]} />
      {state === 'active' && overlapUntil ? (
        <small>
          replaced, works until <RelativeTime at={overlapUntil} now={now} />
        </small>
      ) : null}
      {state === 'active' && expiresAt && !overlapUntil ? (
        <small>
          expires <RelativeTime at={expiresAt} now={now} />
        </small>
      ) : null}
    </span>
  );
}

function Actions({ apiKey: { id, name, state, replacedBy }, csrf }: { apiKey: ListedApiKey; csrf: string }) {
  if (state !== 'active') return <span />;
  return (
    <>
      {replacedBy ? null : (
        <ConfirmButton
          action={`${HOME}/${id}/rotate`}
          csrf={csrf}
          label="Rotate"
          small
          title={`Replace the key «${name}»?`}
          consequence="You get a new key with the same rights. The old one goes on working for 24 hours, so that programs can change over."
          confirm="Replace the key"
        />
      )}{' '}
      <ConfirmButton
        action={`${HOME}/${id}/revoke`}
        csrf={csrf}
        label="Revoke"
        small
        danger
        title={`Revoke the key «${name}»?`}
        consequence="Programs that use it are refused at once. This cannot be undone."
        confirm={`Revoke ${name}`}
      />
    </>
  );
}

/** What was typed, as texts. Names are those of `NewApiKey`; `expiresOn` is a date. */
export interface NewApiKeyValues {
  readonly name: string;
  readonly scopes: readonly string[];
  /** None: every guild. */
  readonly guildIds: readonly string[];
  readonly ratePerMinute: string;
  /** `YYYY-MM-DD`; empty: never. */
  readonly expiresOn: string;
}

interface NewApiKeyPageProps {
  shell: Shell;
  values: NewApiKeyValues;
  errors: FieldErrors;
  guilds: readonly GuildRef[];
}

/** `/admin/settings/api-keys/new` */
export function NewApiKeyPage({ shell, values, errors, guilds }: NewApiKeyPageProps) {
  return (
    <SettingsFrame
      shell={shell}
      title="New API key"
      lead="Give it no more than the program needs: what it may do cannot be changed later."
      further={[{ label: 'API keys', href: HOME }, { label: 'New' }]}
    >
      <div class="narrow">
        <Card title="The key">
          <SettingsForm
            id="new-key"
            action={HOME}
            csrf={shell.viewer.csrf}
            submit="Create the key"
            wrong={Object.keys(errors).length}
          >
            <TextField
              name="name"
              label="Name"
              value={values.name}
              placeholder="CI rewards"
              maxlength={80}
              hint="What it is for; shown in the list and in the audit log."
              error={errors.name}
            />
            <Choices
              name="scopes"
              label="May"
              choices={scopes.map(scopeChoice)}
              chosen={values.scopes}
              none="There is nothing to allow."
              error={errors.scopes}
            />
            <Choices
              name="guildIds"
              label="In these guilds"
              hint="Choose none for every guild, also those that come later."
              choices={guilds.map(({ id, name }) => ({ value: id, label: name }))}
              chosen={values.guildIds}
              none="The bot is in no guild yet."
              error={errors.guildIds}
            />
            <div class="form-grid">
              <NumberField
                name="ratePerMinute"
                label="Requests a minute"
                value={values.ratePerMinute}
                hint="More are answered with 429."
                error={errors.ratePerMinute}
              />
              <TextField
                name="expiresOn"
                label="Works until"
                type="date"
                value={values.expiresOn}
                hint="Leave empty for no end."
                error={errors.expiresOn}
              />
            </div>
          </SettingsForm>
        </Card>
      </div>
    </SettingsFrame>
  );
}

function scopeChoice(scope: Scope) {
  return { value: scope, label: scope, note: SCOPES[scope] };
}

interface ApiKeyCreatedPageProps {
  shell: Shell;
  name: string;
  /** The whole key; shown on this page only. */
  secret: string;
  /** A request that works with it, as typed. */
  example: string;
  expiresAt: number | null;
  /** The old key goes on until then, when this one replaces another. */
  overlapUntil: number | null;
}

/** The answer to creating or rotating a key. */
export function ApiKeyCreatedPage(props: ApiKeyCreatedPageProps) {
  const { shell, name, secret, example, expiresAt, overlapUntil } = props;
  const until = overlapUntil ? `The old key works until ${utc(overlapUntil)}.` : null;
  return (
    <SettingsFrame
      shell={shell}
      title={name}
      lead={expiresAt ? `Works until ${utc(expiresAt)}.` : 'Works until somebody revokes it.'}
      further={[{ label: 'API keys', href: HOME }, { label: name }]}
    >
      <div class="stack narrow">
        <Note tone="warning" text="Copy the key now: only its hash is kept, nobody can show it again.">
          {until ? <p safe>{until}</p> : null}
        </Note>
        <Card title="The key">
          <CopyField id="key" label="API key" value={secret} />
          <CopyField id="example" label="Try it" value={example} multiline />
        </Card>
        <div>
          <a class="btn btn-primary" href={HOME}>
            I have copied it
          </a>
        </div>
      </div>
    </SettingsFrame>
  );
}
