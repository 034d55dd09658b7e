import type { GuildRef, Shell } from '../../layouts/admin/props.ts';
import { Card, Empty, Note } from '../../ui/card.tsx';
import { SelectField } from '../../ui/field.tsx';
import { Csrf } from '../../ui/form.tsx';
import { AutomodFrame } from './automod-frame.tsx';
import { RuleLine } from './automod-line.tsx';
import type { RuleLineValues, Standing, Surroundings } from './automod-values.ts';

interface AutomodPageProps {
  shell: Shell;
  guild: GuildRef;
  standing: Standing;
  rules: readonly RuleLineValues[];
  presets: readonly { readonly name: string; readonly title: string; readonly description: string }[];
  manages: boolean;
  alerts: AlertValues;
}

interface AlertValues {
  readonly channelId: string;
  readonly roleId: string;
  readonly version: number;
  readonly surroundings: Surroundings;
}

/** `/admin/guilds/:id/automod` */
export function AutomodPage({ shell, guild, standing, rules, presets, manages, alerts }: AutomodPageProps) {
  const home = `/admin/guilds/${guild.id}/automod`;
  const { csrf } = shell.viewer;
  return (
    <AutomodFrame shell={shell} guild={guild} view="Rules" standing={standing}>
      {manages && rules.length > 0 ? (
        <p class="automod-add">
          <a class="btn btn-primary" href={`${home}/new`}>
            Add a rule
          </a>
          <a class="btn" href={`${home}/presets`}>
            From a preset
          </a>
        </p>
      ) : null}
      {rules.length === 0 ? (
        <NoRules home={home} manages={manages} presets={presets} />
      ) : (
        <>
          {manages ? <OrderForm home={home} csrf={csrf} /> : null}
          <ol class="squads" data-order={manages ? 'automod-order' : undefined} aria-label="Rules in their order">
            {rules.map((rule, index) => (
              <RuleLine
                {...{ rule, home, csrf, manages }}
                place={index + 1}
                first={index === 0}
                last={index === rules.length - 1}
              />
            ))}
          </ol>
          <p class="text-secondary">
            Rules are judged from the top. A live rule that fires ends it, unless it says otherwise.
          </p>
        </>
      )}
      {manages ? <Alerts home={home} csrf={csrf} alerts={alerts} /> : null}
    </AutomodFrame>
  );
}

function OrderForm({ home, csrf }: { home: string; csrf: string }) {
  return (
    <form id="automod-order" method="post" action={`${home}/order`}>
      <Csrf token={csrf} />
      <p class="sr-only" role="status" data-order-says />
    </form>
  );
}

function NoRules({ home, manages, presets }: Pick<AutomodPageProps, 'manages' | 'presets'> & { home: string }) {
  return (
    <Card title="No rules yet">
      <Empty
        icon="shield"
        text={
          manages
            ? 'A rule watches for something, such as six messages in five seconds, and does something about it. New rules only watch, until you make them live.'
            : 'Rules watch for something and do something about it. Managers of this server can write them here.'
        }
        action={manages ? { href: `${home}/presets`, label: 'Begin with a preset' } : undefined}
        example={manages ? `Made for: ${presets.map(({ title }) => title).join(', ')}.` : undefined}
      />
      {manages ? (
        <p class="automod-empty">
          <a href={`${home}/new`}>Or write a rule of your own</a>
        </p>
      ) : null}
    </Card>
  );
}

function Alerts({ home, csrf, alerts }: { home: string; csrf: string; alerts: AlertValues }) {
  const { channels, roles, away } = alerts.surroundings;
  return (
    <Card title="Alerts" hint="Where rules tell the moderators, and whom a grave alert calls.">
      {away ? <Note tone="warning" text="Discord does not answer right now, so channels cannot be chosen." /> : null}
      <form method="post" action={`${home}/alerts`}>
        <Csrf token={csrf} />
        <input type="hidden" name="version" value={String(alerts.version)} />
        <div class="form-grid">
          <SelectField
            name="alertChannelId"
            label="Channel"
            value={alerts.channelId}
            options={[
              { value: '', label: 'Nowhere' },
              ...channels
                .filter(({ type }) => type === 0 || type === 5)
                .map(({ id, name }) => ({ value: id, label: `#${name}` })),
            ]}
          />
          <SelectField
            name="alertRoleId"
            label="Role that is called"
            value={alerts.roleId}
            options={[
              { value: '', label: 'Nobody' },
              ...roles.map(({ id, name }) => ({ value: id, label: `@${name}` })),
            ]}
          />
        </div>
        <div class="form-end">
          <button type="submit" class="btn">
            Save where alerts go
          </button>
        </div>
      </form>
    </Card>
  );
}
