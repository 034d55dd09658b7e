export { createHistory } from './service/index.ts';
