import type {
  APIActionRowComponent,
  APIComponentInMessageActionRow,
  APIEmbed,
  APIMessage,
} from 'discord-api-types/v10';

export type Reply = APIMessage & { ephemeral_for?: string };

export interface Settled {
  replies: Reply[];
  changes: { type: string; [key: string]: unknown }[];
}

/** Drives the simulated Discord of a running product over its control API, as a script outside would. */
export function createControl(url: string) {
  async function call<T>(method: 'GET' | 'POST', path: string, body?: unknown): Promise<T> {
    const response = await fetch(`${url}/simulator/api/${path}`, {
      method,
      ...(body === undefined ? {} : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
    });
    const answer = await response.json();
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${JSON.stringify(answer)}`);
    return answer as T;
  }

  const post = (path: string, body: unknown) => call<Settled>('POST', path, body);

  return {
    get: <T>(path: string) => call<T>('GET', path),
    post,
    say: (as: string, content: string, channel = 'general') => post('say', { as, channel, content }),
    command: (as: string, name: string, options: Record<string, unknown> = {}, channel = 'bot') =>
      post('command', { as, channel, name, options }),
    /** Presses the button of a message whose label begins so. */
    press: (as: string, message: Reply, label: string) =>
      post('press', { as, message: message.id, custom_id: buttonId(message, label) }),
    advance: (by: string) => post('clock', { advance: by }),
  };
}

export type Control = ReturnType<typeof createControl>;

/** The `custom_id` of the button whose label begins so. */
export function buttonId(message: APIMessage, label: string): string {
  const rows = (message.components ?? []) as APIActionRowComponent<APIComponentInMessageActionRow>[];
  const found = rows.flatMap((row) => row.components).find((one) => 'label' in one && one.label?.startsWith(label));
  if (!found || !('custom_id' in found)) throw new Error(`no button «${label}» in ${JSON.stringify(rows)}`);
  return found.custom_id;
}

/** Everything a person reads in a message, as one text. */
export function textOf(message: APIMessage | undefined): string {
  if (!message) return '';
  return [message.content, ...message.embeds.map(embedText)].filter(Boolean).join('\n');
}

function embedText(embed: APIEmbed): string {
  const fields = (embed.fields ?? []).map((field) => `${field.name}: ${field.value}`);
  return [embed.title, embed.description, ...fields, embed.footer?.text].filter(Boolean).join('\n');
}
