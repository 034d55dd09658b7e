import type { Assets } from '../../assets.ts';

export interface Migration {
  /** `0001_bytes_functions`; they are applied in this order. */
  readonly name: string;
  readonly sql: string;
  /** Of the SQL, in hexadecimal. */
  readonly hash: string;
}

/** The migrations that this program brings, in order. */
export function listMigrations(assets: Assets): Migration[] {
  const files = assets.list('drizzle').filter((file) => /^\d{4}_\w+\.sql$/.test(file));
  return files.map((file) => {
    const sql = assets.text(`drizzle/${file}`).replaceAll('\r\n', '\n');
    return { name: file.replace(/\.sql$/, ''), sql, hash: new Bun.CryptoHasher('sha256').update(sql).digest('hex') };
  });
}
