import type { GuildRef, Shell } from '../../layouts/admin/props.ts';
import { Card, Note } from '../../ui/card.tsx';
import { type Change, Diff } from '../../ui/diff.tsx';
import { SelectField, Switch, TextField } from '../../ui/field.tsx';
import { Csrf, SettingsForm } from '../../ui/form.tsx';
import type { FieldErrors } from './bytes-values.ts';
import { GuildFrame } from './frame.tsx';

/** As typed. */
export interface GuildSettingsValues {
  /** A name of the IANA database. */
  readonly timezone: string;
  /** Whether everybody may see the guild's figures. */
  readonly isPublic: boolean;
  /** Empty for none. */
  readonly logChannelId: string;
  readonly appeal: string;
  readonly tellsWarned: boolean;
}

interface GuildSettingsPageProps {
  shell: Shell;
  guild: GuildRef;
  values: GuildSettingsValues;
  /** Of what is stored, which a save must not overwrite unseen. */
  seen: number;
  /** Those that people write in; one that was chosen and is gone is among them. */
  channels: readonly { readonly id: string; readonly name: string }[];
  /** The date and the time there now: `Mon 23 Nov, 10:30`. */
  localTime: string | null;
  timezones: readonly string[];
  errors: FieldErrors;
  /** Everything that is wrong with the file that was to be imported. */
  importProblems: readonly string[];
}

/** `/admin/guilds/:id/settings` */
export function GuildSettingsPage(props: GuildSettingsPageProps) {
  const { shell, guild, values, seen, channels, localTime, timezones, errors, importProblems } = props;
  const home = `/admin/guilds/${guild.id}/settings`;
  const { csrf } = shell.viewer;
  return (
    <GuildFrame shell={shell} guild={guild} title="Settings" lead="What all parts of this guild share.">
      <div class="stack narrow">
        <Card title="Time, visibility, moderation">
          <SettingsForm id="guild-settings" action={home} csrf={csrf} submit="Save" wrong={Object.keys(errors).length}>
            <input type="hidden" name="seen" value={String(seen)} />
            <TextField
              name="timezone"
              label="Time zone"
              value={values.timezone}
              list="timezones"
              hint={localTime ? `Days begin and end there. It is ${localTime} now.` : 'Days begin and end there.'}
              error={errors.timezone}
            />
            <datalist id="timezones">
              {timezones.map((name) => (
                <option value={name} />
              ))}
            </datalist>
            <Switch
              name="isPublic"
              label="Show this guild publicly"
              hint="Its name, figures, leaderboard and squad standings, to everybody, on the landing page and under /community. Members who opted out never appear."
              checked={values.isPublic}
            />
            <SelectField
              name="logChannelId"
              label="Moderation log"
              value={values.logChannelId}
              options={[
                { value: '', label: 'Nowhere' },
                ...channels.map(({ id, name }) => ({ value: id, label: `#${name}` })),
              ]}
              hint="Each case is told of there, and alerts of rules that have no channel of their own."
              error={errors.logChannelId}
            />
            <TextField
              name="appeal"
              label="How to appeal"
              value={values.appeal}
              maxlength={300}
              placeholder="Ask a moderator about the case"
              hint="A line of your own at the end of direct messages about cases, at most 300 characters."
              error={errors.appeal}
            />
            <Switch
              name="tellsWarned"
              label="Tell members of their warnings"
              hint="By direct message, whether a moderator or a rule warns them."
              checked={values.tellsWarned}
            />
          </SettingsForm>
        </Card>
        <Card
          title="Configuration as a file"
          hint="All settings of this guild, its squads and its rules; no balances, no members."
        >
          <div class="danger-line">
            <p>Keep it, compare it, or take it to another guild.</p>
            <a class="btn" href={`${home}/export`} download="">
              Export
            </a>
          </div>
          {importProblems.length > 0 ? <ImportProblems problems={importProblems} /> : null}
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
                error={importProblems.length > 0 ? 'Nothing was imported.' : undefined}
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

function ImportProblems({ problems }: { problems: readonly string[] }) {
  return (
    <Note
      tone="danger"
      text={
        problems.length === 1
          ? 'This file cannot be imported:'
          : `This file cannot be imported, for ${problems.length} reasons:`
      }
    >
      <ul class="problems">
        {problems.map((problem) => (
          <li safe>{problem}</li>
        ))}
      </ul>
    </Note>
  );
}

interface ImportPreviewPageProps {
  shell: Shell;
  guild: GuildRef;
  /** Name of the guild that the file was exported from. */
  from: string | null;
  groups: readonly {
    readonly title: string;
    readonly changes: readonly Change[];
    /** What else they mean, in sentences. */
    readonly notes: readonly string[];
  }[];
  /** The file's text, sent back when it is agreed to. */
  content: string;
  /** Of the settings that the file was compared with. */
  version: string;
}

/** Answer to an upload: every difference, then the choice. */
export function ImportPreviewPage({ shell, guild, from, groups, content, version }: ImportPreviewPageProps) {
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
        {groups.map(({ title, changes, notes }) => (
          <Card title={title}>
            <Diff changes={changes} notes={notes} />
          </Card>
        ))}
        {count > 0 ? (
          <p>They apply at once. The change is kept under Activity, from where it can be restored.</p>
        ) : null}
        <form method="post" action={`${home}/import`} enctype="multipart/form-data" class="form-end">
          <Csrf token={shell.viewer.csrf} />
          <input type="hidden" name="content" value={content} />
          <input type="hidden" name="version" value={version} />
          {count > 0 ? (
            <button type="submit" class="btn btn-primary" safe>
              {`Import into ${guild.name}`}
            </button>
          ) : null}
          <a class="btn btn-quiet" href={home}>
            {count > 0 ? 'Cancel' : 'Back to the settings'}
          </a>
        </form>
      </div>
    </GuildFrame>
  );
}
