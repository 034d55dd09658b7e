import type { Shell } from '../layouts/admin/props.ts';
import { AdminLayout } from '../layouts/admin.tsx';
import { PageHeader } from '../ui/card.tsx';
import { TextField } from '../ui/field.tsx';
import { Csrf } from '../ui/form.tsx';

interface DeleteMePageProps {
  shell: Shell;
  /** As typed. */
  value: string;
  error: string | null;
}

/** `/me/delete`: one's username has to be typed, so that nobody does it by a slip. */
export function DeleteMePage({ shell, value, error }: DeleteMePageProps) {
  const { viewer } = shell;
  return (
    <AdminLayout
      {...shell}
      title="Delete my data"
      crumbs={[{ label: 'My page', href: '/me' }, { label: 'Delete my data' }]}
      heading={<PageHeader title="Delete everything that is kept about you?" />}
    >
      <form method="post" action="/me/delete" class="card narrow" novalidate>
        <div class="card-body">
          <Csrf token={viewer.csrf} />
          <p>
            All your bytes in all guilds are gone, and you are signed out everywhere. The ledger keeps the movements
            without saying whose they were; the audit log keeps that you signed in and what you changed. Cases of
            moderation stay with their servers, without your name. This cannot be undone.
          </p>
          <TextField
            name="username"
            label={`To confirm, write your username: ${viewer.username}`}
            value={value}
            error={error ?? undefined}
          />
          <div class="form-end">
            <button type="submit" class="btn btn-danger">
              Delete my data
            </button>
            <a class="btn btn-quiet" href="/me">
              Cancel
            </a>
          </div>
        </div>
      </form>
    </AdminLayout>
  );
}
