import type { APIGuild, APIUser } from 'discord-api-types/v10';
import type { AuthorizationRequest } from '../../src/simulator/oauth/request.ts';
import { type Asset, Document } from '../layouts/document.tsx';

/** Somebody one may be, and what he does in which guild. */
export interface Candidate {
  user: APIUser;
  note: string;
}

interface AuthorizePageProps {
  asset: Asset;
  /** Where avatars are served. */
  cdn: string;
  application: string;
  /** Null when the address is wrong: only the problem is shown. */
  request: AuthorizationRequest | null;
  /** What came in, sent back with the form. */
  fields: URLSearchParams;
  people: readonly Candidate[];
  guilds: readonly APIGuild[];
  /** The person chosen before. */
  chosen: string | null;
  problem: string | null;
}

/** What a scope lets the application do, for the person who is asked. */
const SCOPE_TEXTS: Readonly<Record<string, string>> = {
  identify: 'See your name and avatar',
  email: 'See your e-mail address',
  guilds: 'Know which guilds you are in',
  'guilds.join': 'Put you into guilds',
  'guilds.members.read': 'See who you are in those guilds',
  bot: 'Add its bot to a guild',
  'applications.commands': 'Create commands',
};

const ECHOED = [
  'client_id',
  'response_type',
  'redirect_uri',
  'scope',
  'state',
  'code_challenge',
  'code_challenge_method',
  'permissions',
  'prompt',
];

/** The consent page of the simulated Discord: who are you, and do you agree? */
export function AuthorizePage({ asset, application, problem, request, ...form }: AuthorizePageProps) {
  return (
    <Document
      title={`Authorize ${application} · Simulated Discord`}
      asset={asset}
      styles={['/vendor/tabler.min.css']}
      bodyClass="d-flex flex-column"
    >
      <main class="page">
        <div class="container-narrow py-4">
          <div class="card">
            <div class="card-body p-sm-5">
              <p class="text-secondary text-center mb-1">Simulated Discord</p>
              <h1 class="h2 text-center mb-4">
                Authorize <span safe>{application}</span>
              </h1>
              {problem ? (
                <div class="alert alert-danger" role="alert" safe>
                  {problem}
                </div>
              ) : null}
              {request ? <ConsentForm request={request} application={application} {...form} /> : null}
            </div>
          </div>
          <p class="text-center text-secondary mt-3">Nobody real is asked: these people live on this machine.</p>
        </div>
      </main>
    </Document>
  );
}

type ConsentFormProps = Pick<AuthorizePageProps, 'cdn' | 'application' | 'fields' | 'people' | 'guilds' | 'chosen'> & {
  request: AuthorizationRequest;
};

function ConsentForm({ request, application, fields, people, guilds, chosen, cdn }: ConsentFormProps) {
  return (
    <form method="post" class="mb-0">
      {ECHOED.filter((name) => fields.has(name)).map((name) => (
        <input type="hidden" name={name} value={fields.get(name) ?? ''} />
      ))}
      <p class="mb-2" safe>{`${application} will be able to:`}</p>
      <ul class="mb-4">
        {request.scopes.map((scope) => (
          <li safe>{SCOPE_TEXTS[scope] ?? scope}</li>
        ))}
      </ul>
      {request.install ? <GuildChoice guilds={guilds} chosen={request.install.guildId} /> : null}
      <fieldset class="mb-4">
        <legend class="form-label">Who are you?</legend>
        <div class="form-selectgroup-boxes row g-2">
          {people.map(({ user, note }, index) => (
            <Person person={user} note={note} cdn={cdn} checked={chosen ? user.id === chosen : index === 0} />
          ))}
        </div>
      </fieldset>
      <div class="row g-2 sticky-bottom py-2">
        <div class="col">
          <button type="submit" name="decision" value="cancel" class="btn w-100">
            Cancel
          </button>
        </div>
        <div class="col">
          <button type="submit" name="decision" value="authorize" class="btn btn-primary w-100">
            Authorize
          </button>
        </div>
      </div>
    </form>
  );
}

function GuildChoice({ guilds, chosen }: { guilds: readonly APIGuild[]; chosen: string | null }) {
  return (
    <div class="mb-4">
      <label class="form-label" for="guild_id">
        Add the bot to
      </label>
      <select id="guild_id" name="guild_id" class="form-select">
        {guilds.map(({ id, name }) => (
          <option value={id} selected={id === chosen} safe>
            {name}
          </option>
        ))}
      </select>
    </div>
  );
}

function Person({ person, note, cdn, checked }: { person: APIUser; note: string; cdn: string; checked: boolean }) {
  return (
    <div class="col-12 col-sm-6 col-lg-4">
      <label class="form-selectgroup-item d-block">
        <input type="radio" name="user" value={person.id} class="form-selectgroup-input" checked={checked} />
        <span class="form-selectgroup-label d-flex align-items-center p-2">
          <span class="form-selectgroup-check me-3" />
          <img
            src={`${cdn}/avatars/${person.id}/${person.avatar ?? '0'}.svg`}
            class="avatar avatar-sm rounded-circle me-2"
            alt=""
          />
          <span class="text-start">
            <span class="d-block" safe>
              {person.global_name ?? person.username}
            </span>
            <span class="d-block text-secondary small" safe>
              {note || person.username}
            </span>
          </span>
        </span>
      </label>
    </div>
  );
}
