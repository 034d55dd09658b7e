import type { Feature } from '../../feature.ts';
import { type HistoryWebDeps, historyWeb } from './web/index.ts';

export { createHistory } from './service/index.ts';

export function historyFeature(deps: HistoryWebDeps): Feature {
  return { name: 'history', web: historyWeb(deps) };
}
