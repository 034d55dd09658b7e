import { BytesPreview } from '../../../views/dashboard/guild/bytes-preview.tsx';
import { AdminLayout } from '../../../views/layouts/admin.tsx';
import { Badge, ChannelChip, RoleChip } from '../../../views/ui/badge.tsx';
import { Bytes } from '../../../views/ui/bytes.tsx';
import { Card, Later, Note, PageHeader, Skeleton } from '../../../views/ui/card.tsx';
import { FeedLine } from '../../../views/ui/feed.tsx';
import { TextArea } from '../../../views/ui/field.tsx';
import { Rows } from '../../../views/ui/rows.tsx';
import { CHANNELS, FEED, HOSTILE, NOW, ROLES, shellOf } from './world.ts';

/** Parts that no page shows yet, or not in every state. */
export function PartsPage() {
  return (
    <AdminLayout {...shellOf('/admin')} title="Parts" crumbs={[]} heading={<PageHeader title="Parts" />}>
      <div class="stack">
        <Card title="Words of state">
          <p>
            {(['neutral', 'info', 'success', 'warning', 'danger'] as const).map((tone) => (
              <Badge tone={tone} text={tone} />
            ))}
            {ROLES.map((role) => (
              <RoleChip role={role} />
            ))}
            {CHANNELS.map((channel) => (
              <ChannelChip channel={channel} />
            ))}
          </p>
          <p>
            <Bytes amount={1_284_310} signed /> <Bytes amount={-50} signed /> <Bytes amount={0} signed />
          </p>
          {(['info', 'success', 'warning', 'danger'] as const).map((tone) => (
            <Note tone={tone} text={`A note that is a ${tone}.`} />
          ))}
        </Card>
        <Card title="Waiting" flush>
          <Skeleton label="Discord is asked" />
          <Later href="/late" label="Members are counted" />
        </Card>
        <Card title="Text">
          <TextArea name="text" label="Words" value={HOSTILE} hint="As many as you like." error="Too many." />
        </Card>
        <Card title="Rows in an order">
          <Rows
            name="steps"
            label="Steps"
            noun="step"
            ordered
            rows={['first', 'second', 'third']}
            blank=""
            fields={(row) => <input class="form-control" name="step" aria-label="Step" value={row} />}
          />
        </Card>
        <Card title="A line of the feed">
          <ol class="feed">{FEED[0] ? <FeedLine item={FEED[0]} now={NOW} /> : null}</ol>
        </Card>
        <BytesPreview forecast={{ days: [], crossings: [], hindsight: null }} />
      </div>
    </AdminLayout>
  );
}
