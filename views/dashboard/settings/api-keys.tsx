import type { Children } from '@kitajs/html';
import type { ListedApiKey } from '../../../src/features/apikeys/model.ts';
import { SCOPES, type Scope } from '../../../src/shared/scopes.ts';
import type { Crumb, GuildRef, Shell } from '../../layouts/admin/props.ts';
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
import { GuildFrame } from '../guild/frame.tsx';
import { SettingsFrame } from './frame.tsx';

interface KeysProps {
  shell: Shell;
  /** Whose keys they are; null: the instance's. */
  guild: GuildRef | null;
}

/** Where keys are listed: those of a guild, or of the instance. */
export function apiKeysOf(guild: Pick<GuildRef, 'id'> | null): string {
  return guild ? `/admin/guilds/${guild.id}/api-keys` : '/admin/settings/api-keys';
}

interface KeysFrameProps extends KeysProps {
  title: string;
  lead: string;
  further?: readonly Crumb[];
  actions?: JSX.Element;
  children: Children;
}

/** A page about keys, among those of the guild or of the instance's settings. */
function KeysFrame({ guild, children, ...frame }: KeysFrameProps) {
  if (!guild) return <SettingsFrame {...frame}>{children as 'safe'}</SettingsFrame>;
  return (
    <GuildFrame {...frame} guild={guild}>
      {children as 'safe'}
    </GuildFrame>
  );
}

interface ApiKeysPageProps extends KeysProps {
  keys: readonly ListedApiKey[];
  guildName: (id: string) => string;
  /** The maker of a key, as people read it. */
  makerName: (id: string) => string;
}

/** `/admin/settings/api-keys`, `/admin/guilds/:id/api-keys` */
export function ApiKeysPage({ shell, guild, keys, guildName, makerName }: ApiKeysPageProps) {
  const add = { href: `${apiKeysOf(guild)}/new`, label: 'New API key' };
  return (
    <KeysFrame
      shell={shell}
      guild={guild}
      title="API keys"
      lead={
        guild
          ? 'Programs that act in this guild over the REST API sign in with a key. It belongs to the guild, and goes on working when its maker leaves.'
          : 'Programs that read or move bytes over the REST API sign in with a key.'
      }
      actions={
        <a class="btn btn-primary" href={add.href}>
          New API key
        </a>
      }
    >
      <Card title={`${grouped(keys.length)} ${keys.length === 1 ? 'key' : 'keys'}`} flush>
        {keys.length > 0 ? (
          <Table
            label="API keys"
            columns={columns({ shell, guild }, guild ? makerColumn(makerName) : guildsColumn(guildName))}
            rows={keys}
            rowId={({ id }) => `key-${id}`}
          />
        ) : (
          <Empty
            icon="key"
            text="A key lets a program act over the REST API: pay a reward when a pull request is merged, show a leaderboard."
            action={add}
            example={`curl -H 'Authorization: Bearer sd_…' …/api/guilds/${guild?.id ?? '…'}/bytes/leaderboard`}
          />
        )}
      </Card>
    </KeysFrame>
  );
}

function guildsColumn(guildName: (id: string) => string): Column<ListedApiKey> {
  return {
    label: 'Guilds',
    cell: ({ guildIds }) => <span safe>{guildIds?.map(guildName).join(', ') ?? 'every\u00a0guild'}</span>,
  };
}

function makerColumn(makerName: (id: string) => string): Column<ListedApiKey> {
  return { label: 'Made by', cell: ({ createdBy }) => <span safe>{makerName(createdBy)}</span> };
}

function columns({ shell: { now, viewer }, guild }: KeysProps, whose: Column<ListedApiKey>): Column<ListedApiKey>[] {
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
    whose,
    {
      label: 'Last used',
      cell: ({ lastUsedAt }) => (lastUsedAt ? <RelativeTime at={lastUsedAt} now={now} /> : <span>never</span>),
    },
    { label: 'State', cell: (key) => <State apiKey={key} now={now} /> },
    {
      label: 'Actions',
      quiet: true,
      cell: (key) => <Actions apiKey={key} home={apiKeysOf(guild)} csrf={viewer.csrf} />,
    },
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

interface ActionsProps {
  apiKey: ListedApiKey;
  home: string;
  csrf: string;
}

function Actions({ apiKey: { id, name, state, replacedBy }, home, csrf }: ActionsProps) {
  if (state !== 'active') return <span />;
  return (
    <>
      {replacedBy ? null : (
        <ConfirmButton
          action={`${home}/${id}/rotate`}
          csrf={csrf}
          label="Rotate"
          small
          title={`Replace the key «${name}»?`}
          consequence="You get a new key with the same rights. The old one goes on working for 24 hours, so that programs can change over."
          confirm="Replace the key"
        />
      )}{' '}
      <ConfirmButton
        action={`${home}/${id}/revoke`}
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

interface NewApiKeyPageProps extends KeysProps {
  values: NewApiKeyValues;
  errors: FieldErrors;
  /** Why no key can be made at all. */
  trouble: string | null;
  /** What it may be given here. */
  scopes: readonly Scope[];
  /** Where a key of the instance may act. */
  guilds: readonly GuildRef[];
}

/** `/admin/settings/api-keys/new`, `/admin/guilds/:id/api-keys/new` */
export function NewApiKeyPage({ shell, guild, values, errors, trouble, scopes, guilds }: NewApiKeyPageProps) {
  const home = apiKeysOf(guild);
  return (
    <KeysFrame
      shell={shell}
      guild={guild}
      title="New API key"
      lead="Give it no more than the program needs: what it may do cannot be changed later."
      further={[{ label: 'API keys', href: home }, { label: 'New' }]}
    >
      <div class="stack narrow">
        {trouble ? <Note tone="danger" text={trouble} /> : null}
        <Card title="The key">
          <SettingsForm
            id="new-key"
            action={home}
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
            {guild ? null : (
              <Choices
                name="guildIds"
                label="In these guilds"
                hint="Choose none for every guild, also those that come later."
                choices={guilds.map(({ id, name }) => ({ value: id, label: name }))}
                chosen={values.guildIds}
                none="The bot is in no guild yet."
                error={errors.guildIds}
              />
            )}
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
                hint={guild ? 'A year from now at most.' : 'Leave empty for no end.'}
                error={errors.expiresOn}
              />
            </div>
          </SettingsForm>
        </Card>
      </div>
    </KeysFrame>
  );
}

function scopeChoice(scope: Scope) {
  return { value: scope, label: scope, note: SCOPES[scope] };
}

interface ApiKeyCreatedPageProps extends KeysProps {
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
  const { shell, guild, name, secret, example, expiresAt, overlapUntil } = props;
  const home = apiKeysOf(guild);
  const until = overlapUntil ? `The old key works until ${utc(overlapUntil)}.` : null;
  return (
    <KeysFrame
      shell={shell}
      guild={guild}
      title={name}
      lead={expiresAt ? `Works until ${utc(expiresAt)}.` : 'Works until somebody revokes it.'}
      further={[{ label: 'API keys', href: home }, { label: name }]}
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
          <a class="btn btn-primary" href={home}>
            I have copied it
          </a>
        </div>
      </div>
    </KeysFrame>
  );
}
