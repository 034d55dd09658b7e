import { InteractionResponseType as Type } from 'discord-api-types/v10';
import { z } from 'zod';
import { modal } from '../bodies/components.ts';
import { integer, text } from '../bodies/fields.ts';
import { editMessageBody, interactionMessageBody, webhookMessageBody } from '../bodies/message.ts';
import { parse } from '../bodies/parse.ts';
import { type Call, Reply, type Route } from '../call.ts';
import { DiscordError } from '../errors.ts';
import { messageInput, requireContent } from '../message-input.ts';
import type { CallbackBody, InteractionPort, MessageBody } from '../ports.ts';

const WEBHOOK = '/webhooks/:application/:token';

/** Answers to interactions. Their tokens are all the authority needed. */
export function interactionRoutes(port: InteractionPort): Route[] {
  const token = 'token' as const;
  return [
    {
      method: 'POST',
      path: '/interactions/:interaction/:token/callback',
      auth: token,
      handle: (call) => answer(call, port),
    },
    { method: 'POST', path: WEBHOOK, auth: token, handle: (call) => port.followup(tokenOf(call), followupBody(call)) },
    {
      method: 'GET',
      path: `${WEBHOOK}/messages/:message`,
      auth: token,
      handle: (call) => port.getMessage(tokenOf(call), call.param('message')),
    },
    {
      method: 'PATCH',
      path: `${WEBHOOK}/messages/:message`,
      auth: token,
      handle: (call) =>
        port.editMessage(
          tokenOf(call),
          call.param('message'),
          messageInput(parse(editMessageBody, call.body), call.files),
        ),
    },
    {
      method: 'DELETE',
      path: `${WEBHOOK}/messages/:message`,
      auth: token,
      handle: (call) => port.deleteMessage(tokenOf(call), call.param('message')),
    },
  ];
}

function tokenOf({ world, param }: Call): string {
  if (param('application') !== world.state.application.id) throw new DiscordError('unknown_webhook');
  return param('token');
}

function followupBody({ body, files }: Call): MessageBody {
  const input = messageInput(parse(webhookMessageBody, body), files);
  requireContent(input);
  return input;
}

const choices = z.strictObject({
  choices: z
    .array(
      z.strictObject({
        name: text(100, 1),
        name_localizations: z.record(z.string(), z.string()).nullish(),
        value: z.union([text(100), z.number()]),
      }),
    )
    .max(25),
});

const callback = z.strictObject({ type: integer(), data: z.unknown().optional() });

/** Reads the `data` of an answer, so that errors name the whole way to the field. The schema is made once: to make one takes longer than to read with it. */
function dataBy<T>(schema: z.ZodType<T>): (data: unknown) => T {
  const whole = z.object({ data: schema });
  return (data) => parse(whole, { data }).data;
}

const readMessage = dataBy(interactionMessageBody);
const readChoices = dataBy(choices);
const readModal = dataBy(modal);

/** What may come with each type of answer. */
const READERS: Readonly<Record<number, (data: unknown, call: Call) => CallbackBody['data']>> = {
  [Type.Pong]: () => undefined,
  [Type.ChannelMessageWithSource]: (data, call) => {
    const input = messageInput(readMessage(data), call.files);
    requireContent(input);
    return input;
  },
  [Type.DeferredChannelMessageWithSource]: (data, call) =>
    data == null ? undefined : messageInput(readMessage(data), call.files),
  [Type.DeferredMessageUpdate]: () => undefined,
  [Type.UpdateMessage]: (data, call) => messageInput(readMessage(data ?? {}), call.files),
  [Type.ApplicationCommandAutocompleteResult]: (data) => readChoices(data) as CallbackBody['data'],
  [Type.Modal]: (data) => readModal(data) as CallbackBody['data'],
};

async function answer(call: Call, port: InteractionPort) {
  const { type, data } = parse(callback, call.body);
  const read = READERS[type];
  if (!read) parse(z.strictObject({ type: z.literal(Object.keys(READERS).map(Number)) }), { type });
  const body = { type, data: read?.(data, call) } as CallbackBody;
  const result = await port.callback(call.param('interaction'), call.param('token'), body);
  return call.query.get('with_response') === 'true' ? new Reply(200, result) : undefined;
}
