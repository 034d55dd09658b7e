import type { Feature } from '../../feature.ts';
import { type HistoryApiDeps, historyApi } from './api.ts';
import { type HistoryWebDeps, historyWeb } from './web/index.ts';

export { createHistory } from './service/index.ts';

export function historyFeature(deps: HistoryWebDeps & HistoryApiDeps): Feature {
  return { name: 'history', api: historyApi(deps), web: historyWeb(deps) };
}
