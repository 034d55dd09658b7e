import type { Exchange } from './api-traffic.ts';

/** The exchanges as an HTTP archive, HAR 1.2. */
export function harOf(exchanges: readonly Exchange[]): string {
  const creator = { name: 'smarter-dev tests', version: '1' };
  return JSON.stringify({ log: { version: '1.2', creator, entries: exchanges.map(entry) } });
}

function entry({ method, url, sent, body, startedAt, status, headers, text }: Exchange) {
  const version = { httpVersion: 'HTTP/1.1', cookies: [], headersSize: -1, bodySize: -1 };
  const posted = body && { mimeType: sent.get('content-type') ?? '', text: new TextDecoder().decode(body) };
  return {
    startedDateTime: startedAt.toISOString(),
    time: 0,
    request: {
      method,
      url,
      ...version,
      headers: pairs(sent),
      queryString: pairs(new URL(url).searchParams),
      ...(posted ? { postData: posted } : {}),
    },
    response: {
      status,
      statusText: '',
      ...version,
      headers: pairs(headers),
      content: { size: text.length, mimeType: headers.get('content-type') ?? '', text },
      redirectURL: '',
    },
    cache: {},
    timings: { send: 0, wait: 0, receive: 0 },
  };
}

function pairs(of: Headers | URLSearchParams): { name: string; value: string }[] {
  return [...of].map(([name, value]) => ({ name, value }));
}
