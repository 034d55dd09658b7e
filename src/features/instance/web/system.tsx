import { Elysia } from 'elysia';
import { SystemPage } from '../../../../views/dashboard/settings/system.tsx';
import { type InstanceWebDeps, SETTINGS, shown } from './parts.ts';

/** How the instance is doing and what it runs on; secrets are masked. */
export function systemPage({ pages, system, instance }: InstanceWebDeps) {
  return new Elysia()
    .use(pages.plugin)
    .get(SETTINGS, (context) => pages.redirect(context, `${SETTINGS}/api-keys`), { may: 'admin' })
    .get(
      `${SETTINGS}/system`,
      async (context) => {
        const [shell, health] = await Promise.all([pages.shell(context), instance.parts()]);
        return shown(SystemPage({ shell, health, facts: system.facts(), settings: system.settings }));
      },
      { may: 'admin' },
    );
}
