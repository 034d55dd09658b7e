import type { GuildRef, Shell } from '../../layouts/admin/props.ts';
import { Badge } from '../../ui/badge.tsx';
import { Card } from '../../ui/card.tsx';
import { Member } from '../../ui/people.tsx';
import { Table } from '../../ui/table.tsx';
import { ModerationFrame } from './moderation-parts.tsx';
import type { BulkLine } from './moderation-values.ts';

interface BulkPageProps {
  shell: Shell;
  guild: GuildRef;
  /** What was done: `Warning`. */
  noun: string;
  lines: readonly BulkLine[];
  /** The form with those for whom it was not done; null where it was for all. */
  again: string | null;
}

/** The answer to a new case about several people: what came of each. */
export function BulkPage({ shell, guild, noun, lines, again }: BulkPageProps) {
  const home = `/admin/guilds/${guild.id}/moderation`;
  const done = lines.filter(({ word }) => word === 'Done').length;
  return (
    <ModerationFrame shell={shell} guild={guild} title={`${noun}: ${done} of ${lines.length} done`}>
      <div class="stack">
        <Card title="What came of each" flush>
          <Table
            label="What came of each"
            rows={lines}
            columns={[
              {
                label: 'Member',
                cell: ({ member }) => <Member member={member} href={`${home}/members/${member.id}`} />,
              },
              { label: 'Result', cell: ({ tone, word }) => <Badge tone={tone} text={word} /> },
              { label: 'Why', cell: ({ detail }) => <span safe>{detail}</span> },
              {
                label: 'Case',
                cell: ({ number }) =>
                  number === null ? (
                    <span>–</span>
                  ) : (
                    <a href={`${home}/cases/${number}`} safe>
                      {`#${number}`}
                    </a>
                  ),
              },
            ]}
          />
        </Card>
        <div class="form-end">
          <a class="btn btn-primary" href={home}>
            Back to the cases
          </a>
          {again ? (
            <a class="btn" href={again}>
              Try the others again
            </a>
          ) : null}
        </div>
      </div>
    </ModerationFrame>
  );
}
