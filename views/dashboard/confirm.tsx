import type { Crumb, Shell } from '../layouts/admin/props.ts';
import { AdminLayout } from '../layouts/admin.tsx';
import { PageHeader } from '../ui/card.tsx';
import { Csrf } from '../ui/form.tsx';

interface ConfirmPageProps {
  shell: Shell;
  crumbs: readonly Crumb[];
  /** A question that names the object. */
  title: string;
  consequence: string;
  /** On the button. */
  confirm: string;
  danger?: boolean;
  action: string;
  fields?: Readonly<Record<string, string>>;
  /** The way back. */
  cancel: string;
}

/** The answer to a `ConfirmButton` that came without `confirmed=yes`: the dialog as a page. */
export function ConfirmPage(props: ConfirmPageProps) {
  const { shell, crumbs, title, consequence, confirm, danger = false, action, fields = {}, cancel } = props;
  return (
    <AdminLayout {...shell} title={title} crumbs={crumbs} heading={<PageHeader title={title} />}>
      <form method="post" action={action} class="card narrow">
        <div class="card-body">
          <Csrf token={shell.viewer.csrf} />
          <input type="hidden" name="confirmed" value="yes" />
          {Object.entries(fields).map(([name, value]) => (
            <input type="hidden" name={name} value={value} />
          ))}
          <p safe>{consequence}</p>
          <div class="form-end">
            <button type="submit" class={['btn', danger ? 'btn-danger' : 'btn-primary']} safe>
              {confirm}
            </button>
            <a class="btn btn-quiet" href={cancel}>
              Cancel
            </a>
          </div>
        </div>
      </form>
    </AdminLayout>
  );
}
