import { S3Client } from 'bun';
import { StartFailure } from '../../shared/start-failure.ts';
import type { Config } from '../config/config.ts';

/** Where backups are kept away from this machine. */
export interface Bucket {
  /** What people call it: `s3://backups/smarter`. */
  readonly name: string;
  /** Sends a file and makes sure that it arrived whole. */
  put(path: string, name: string): Promise<void>;
  /** Fetches a file to `path`. */
  get(name: string, path: string): Promise<void>;
  list(): Promise<string[]>;
  remove(name: string): Promise<void>;
}

type Settings = Pick<
  Config,
  's3Endpoint' | 's3Region' | 's3Bucket' | 's3Prefix' | 's3AccessKeyId' | 's3SecretAccessKey'
>;

/** @throws StartFailure when the settings are incomplete; each verb also when the storage does not answer as it should */
export function openBucket(settings: Settings): Bucket {
  const { s3Endpoint: endpoint, s3Region: region, s3Bucket: bucket, s3AccessKeyId, s3SecretAccessKey } = settings;
  if (!bucket || !s3AccessKeyId || !s3SecretAccessKey) {
    throw new StartFailure('Set S3_BUCKET, S3_ACCESS_KEY_ID and S3_SECRET_ACCESS_KEY to keep backups in S3.');
  }
  const prefix = settings.s3Prefix.replace(/^\/+|\/+$/g, '');
  const name = `s3://${bucket}${prefix && `/${prefix}`}`;
  const keyOf = (file: string) => (prefix ? `${prefix}/${file}` : file);
  const client = new S3Client({
    bucket,
    region,
    accessKeyId: s3AccessKeyId,
    secretAccessKey: s3SecretAccessKey,
    ...(endpoint ? { endpoint } : {}),
  });

  async function worded<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      if (error instanceof StartFailure) throw error;
      const { code, message } = error as { code?: string; message?: string };
      throw new StartFailure(
        `${name} cannot be used: ${[code, message].filter(Boolean).join(', ')}. Check the S3_ variables and the network.`,
        { cause: error },
      );
    }
  }

  return {
    name,
    put: (path, file) =>
      worded(async () => {
        const local = Bun.file(path);
        await client.write(keyOf(file), local);
        const { size } = await client.stat(keyOf(file));
        if (size === local.size) return;
        await client.delete(keyOf(file));
        throw new StartFailure(`${name} holds ${size} of ${local.size} bytes of ${file}; it was removed there.`);
      }),
    get: (file, path) =>
      worded(async () => {
        await Bun.write(path, new Response(client.file(keyOf(file)).stream()));
      }),
    list: () =>
      worded(async () => {
        const names: string[] = [];
        let after: string | undefined;
        do {
          const page = await client.list({ prefix: keyOf(''), ...(after ? { continuationToken: after } : {}) });
          names.push(...(page.contents ?? []).map(({ key }) => key.slice(keyOf('').length)));
          after = page.isTruncated ? page.nextContinuationToken : undefined;
        } while (after);
        return names;
      }),
    remove: (file) => worded(() => client.delete(keyOf(file))),
  };
}
