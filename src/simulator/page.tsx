import { Elysia } from 'elysia';
import type { Asset } from '../../views/layouts/document.tsx';
import type { PageLink } from '../../views/simulator/header.tsx';
import { EmptyWorld, SimulatorPage } from '../../views/simulator/page.tsx';
import type { Log } from '../platform/log.ts';
import { simulatorFragments } from './page/fragments.tsx';
import { createLife } from './page/life.ts';
import { liveStream } from './page/live.ts';
import { html, whereOf } from './page/request.ts';
import { createScene } from './page/scene.ts';
import type { PageSource } from './page/source.ts';
import { simulatorWire } from './page/wire.tsx';

export interface SimulatorPageDeps {
  simulator: PageSource;
  log: Log;
  /** The address a static file is served at. */
  asset: Asset;
  /** Where avatars and attachments are served, without a slash at the end. */
  cdn?: string;
  /** Other pages of the product worth a visit. */
  links?: readonly PageLink[];
}

const LINKS: readonly PageLink[] = [
  { href: '/', label: 'Home', note: 'The community’s landing page' },
  { href: '/admin', label: 'Dashboard', note: 'Put it beside this window' },
];

/** The page at `/simulator` with its fragments and streams; `/simulator/api/*` goes to the control API. */
export function createSimulatorPage(deps: SimulatorPageDeps) {
  const { simulator, log, asset, links = LINKS, cdn = '/simulator/discord/cdn' } = deps;
  const boot = crypto.randomUUID().slice(0, 8);
  const version = () => `${boot}-${simulator.world.revision}`;
  const life = createLife(simulator, log);

  return new Elysia({ name: 'simulator-page' })
    .get('/simulator', ({ request }) => {
      const scene = createScene(simulator, whereOf(request), cdn);
      if (!scene) return html(<EmptyWorld asset={asset} />);
      return html(<SimulatorPage scene={scene} version={version()} asset={asset} links={links} />);
    })
    .get('/simulator/events', ({ request, server }) => {
      server?.timeout(request, 0);
      const shown = request.headers.get('last-event-id') ?? new URL(request.url).searchParams.get('since');
      return liveStream({ source: simulator, where: whereOf(request), cdn, signal: request.signal, shown, version });
    })
    .post('/simulator/life/:kind', ({ params, request }) => life.start(params.kind, whereOf(request)), {
      parse: 'none',
    })
    .all('/simulator/api/*', ({ request }) => simulator.control.handle(request), { parse: 'none' })
    .use(simulatorFragments({ simulator, cdn }))
    .use(simulatorWire(simulator));
}
