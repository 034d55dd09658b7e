import type { GuildRef, Shell } from '../../layouts/admin/props.ts';
import { Card, Note } from '../../ui/card.tsx';
import { type Change, Diff } from '../../ui/diff.tsx';
import { TextField } from '../../ui/field.tsx';
import { ConfirmButton, Csrf, SettingsForm } from '../../ui/form.tsx';
import type { FieldErrors } from './bytes-values.ts';
import { GuildFrame } from './frame.tsx';

interface GuildSettingsPageProps {
  shell: Shell;
  guild: GuildRef;
  /** As typed; a name of the IANA database. */
  timezone: string;
  /** The date and the time there now: `Mon 23 Nov, 10:30`. */
  localTime: string | null;
  timezones: readonly string[];
  errors: FieldErrors;
  /** What is wrong with the file that was to be imported. */
  importError: string | null;
}

/** `/admin/guilds/:id/settings` */
export function GuildSettingsPage(props: GuildSettingsPageProps) {
  const { shell, guild, timezone, localTime, timezones, errors, importError } = props;
  const home = `/admin/guilds/${guild.id}/settings`;
  const { csrf } = shell.viewer;
  return (
    <GuildFrame shell={shell} guild={guild} title="Settings" lead="What all parts of this guild share.">
      <div class="stack narrow">
        <Card title="Time">
          <SettingsForm id="guild-settings" action={home} csrf={csrf} submit="Save" wrong={Object.keys(errors).length}>
            <TextField
              name="timezone"
              label="Time zone"
              value={timezone}
              list="timezones"
              hint={localTime ? `Days begin and end there. It is ${localTime} now.` : 'Days begin and end there.'}
              error={errors.timezone}
            />
            <datalist id="timezones">
              {timezones.map((name) => (
                <option value={name} />
              ))}
            </datalist>
          </SettingsForm>
        </Card>
        <Card title="Configuration as a file" hint="All settings of this guild; no balances, no members.">
          <div class="danger-line">
            <p>Keep it, compare it, or take it to another guild.</p>
            <a class="btn" href={`${home}/export`} download="">
              Export
            </a>
          </div>
          <div class="danger-line">
            <form class="import-form" method="post" action={`${home}/import`} enctype="multipart/form-data">
              <Csrf token={csrf} />
              <TextField
                name="file"
                label="Import a file"
                type="file"
                value=""
                accept=".json,application/json"
                hint="You see every difference before anything changes."
                error={importError ?? undefined}
              />
              <button type="submit" class="btn">
                Compare
              </button>
            </form>
          </div>
        </Card>
      </div>
    </GuildFrame>
  );
}

interface ImportPreviewPageProps {
  shell: Shell;
  guild: GuildRef;
  /** Name of the guild that the file was exported from. */
  from: string | null;
  groups: readonly { readonly title: string; readonly changes: readonly Change[] }[];
  /** Things of the file that this guild lacks: roles, channels. */
  missing: readonly string[];
  /** The file's text, sent back when it is agreed to. */
  content: string;
}

/** Answer to an upload: every difference, then the choice. */
export function ImportPreviewPage({ shell, guild, from, groups, missing, content }: ImportPreviewPageProps) {
  const home = `/admin/guilds/${guild.id}/settings`;
  const count = groups.reduce((sum, { changes }) => sum + changes.length, 0);
  return (
    <GuildFrame
      shell={shell}
      guild={guild}
      title="Settings"
      lead={`${count === 1 ? 'One setting differs' : `${count} settings differ`}${from ? ` from the file of ${from}` : ' from the file'}.`}
    >
      <div class="stack narrow">
        {missing.length > 0 ? (
          <Note tone="warning" text={`This guild lacks ${missing.join(', ')}; what refers to it is left out.`} />
        ) : null}
        {groups.map(({ title, changes }) => (
          <Card title={title}>
            <Diff changes={changes} />
          </Card>
        ))}
        <div class="form-end">
          {count > 0 ? (
            <ConfirmButton
              action={`${home}/import`}
              csrf={shell.viewer.csrf}
              label={`Import into ${guild.name}`}
              title={`Import these settings into ${guild.name}?`}
              consequence="They apply at once. The change is kept under Activity, from where it can be restored."
              confirm="Import"
              primary
              fields={{ content }}
            />
          ) : null}
          <a class="btn btn-quiet" href={home}>
            {count > 0 ? 'Cancel' : 'Back to the settings'}
          </a>
        </div>
      </div>
    </GuildFrame>
  );
}
