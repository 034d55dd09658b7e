import { startTestApp } from './app.ts';

/** Starts the product for the first time in the folder that it is given, and ends it; the test runner runs this once. */
const [folder = ''] = process.argv.slice(2);
const app = await startTestApp({}, folder);
await app.stop();
process.exit(0);
