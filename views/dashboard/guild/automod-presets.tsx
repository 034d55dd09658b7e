import type { GuildRef, Shell } from '../../layouts/admin/props.ts';
import { Badge } from '../../ui/badge.tsx';
import { Card } from '../../ui/card.tsx';
import { Csrf } from '../../ui/form.tsx';
import { AutomodFrame, count } from './automod-frame.tsx';
import type { Standing } from './automod-values.ts';

export interface PresetView {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly rules: readonly {
    readonly name: string;
    readonly sentence: string;
    /** A rule of this name is there already, and is left as it is. */
    readonly there: boolean;
  }[];
}

interface PresetsPageProps {
  shell: Shell;
  guild: GuildRef;
  standing: Standing;
  presets: readonly PresetView[];
}

/** `/admin/guilds/:id/automod/presets` */
export function PresetsPage({ shell, guild, standing, presets }: PresetsPageProps) {
  const home = `/admin/guilds/${guild.id}/automod`;
  return (
    <AutomodFrame shell={shell} guild={guild} view="Rules" standing={standing}>
      {presets.map(({ name, title, description, rules }) => {
        const more = rules.filter(({ there }) => !there).length;
        return (
          <Card title={title} hint={description}>
            <ol class="automod-verdicts">
              {rules.map((rule) => (
                <li>
                  <Badge
                    tone={rule.there ? 'neutral' : 'info'}
                    text={rule.there ? 'there already' : 'new, in shadow'}
                  />
                  <span>
                    <strong safe>{rule.name}</strong>
                    <span class="text-secondary" safe>{` ${rule.sentence}`}</span>
                  </span>
                </li>
              ))}
            </ol>
            <form method="post" action={`${home}/presets/${name}`} class="form-end">
              <Csrf token={shell.viewer.csrf} />
              {more === 0 ? (
                <p class="text-secondary mb-0">All of its rules are there.</p>
              ) : (
                <button type="submit" class="btn btn-primary" safe>
                  {`Add ${count(more, 'rule')} in shadow`}
                </button>
              )}
            </form>
          </Card>
        );
      })}
      <p>
        <a href={home}>Back to the rules</a>
      </p>
    </AutomodFrame>
  );
}
