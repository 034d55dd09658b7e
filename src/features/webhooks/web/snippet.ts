/** Code for whoever receives: it says whether a request is ours. The secret stays out of it. */
export const SNIPPET = `import { createHmac, timingSafeEqual } from 'node:crypto';

// WEBHOOK_SECRET is the secret above; body is the text as it came, byte for byte.
export function isGenuine(headers: Headers, body: string, secret = process.env.WEBHOOK_SECRET ?? ''): boolean {
  const timestamp = headers.get('smarter-dev-timestamp') ?? '';
  if (!(Math.abs(Date.now() / 1000 - Number(timestamp)) < 300)) return false;
  const right = Buffer.from(\`v1=\${createHmac('sha256', secret).update(\`\${timestamp}.\${body}\`).digest('hex')}\`);
  return (headers.get('smarter-dev-signature') ?? '').split(',').some((given) => {
    const one = Buffer.from(given);
    return one.length === right.length && timingSafeEqual(one, right);
  });
}`;
