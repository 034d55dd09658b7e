import { createHmac } from 'node:crypto';

/** `v1=<hex>` of each secret over `<timestamp>.<body>`, separated by commas. @param timestamp epoch seconds */
export function signatureOf(secrets: readonly string[], timestamp: number, body: string): string {
  return secrets
    .map((secret) => `v1=${createHmac('sha256', secret).update(`${timestamp}.${body}`).digest('hex')}`)
    .join(',');
}
