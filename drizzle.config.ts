import { defineConfig } from 'drizzle-kit';

/** Where the tables are described and where the SQL that makes them goes; see drizzle/README.md. */
export default defineConfig({
  dialect: 'postgresql',
  schema: ['./src/**/schema.ts', './src/**/schema/*.ts'],
  out: './drizzle',
});
