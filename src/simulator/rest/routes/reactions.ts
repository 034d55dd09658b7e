import { PermissionFlagsBits } from 'discord-api-types/v10';
import { messageOf, requirePermission } from '../access.ts';
import type { Call, Route } from '../call.ts';
import { DiscordError } from '../errors.ts';
import { compareIds, numberOf } from '../paging.ts';

const PATH = '/channels/:channel/messages/:message/reactions';

export const reactionRoutes: readonly Route[] = [
  { method: 'GET', path: `${PATH}/:emoji`, handle: list },
  { method: 'PUT', path: `${PATH}/:emoji/@me`, handle: add },
  { method: 'DELETE', path: `${PATH}/:emoji/@me`, handle: removeOwn },
  { method: 'DELETE', path: `${PATH}/:emoji/:user`, handle: removeOther },
  { method: 'DELETE', path: `${PATH}/:emoji`, handle: (call) => clear(call, emojiOf(call)) },
  { method: 'DELETE', path: PATH, handle: (call) => clear(call) },
];

/** An emoji of the path: characters, or `name:id` of one that a guild has. */
function emojiOf({ world, param }: Call): string {
  const emoji = param('emoji');
  const id = /^\w+:(\d{17,20})$/.exec(emoji)?.[1];
  const known = id
    ? Object.values(world.state.guilds).some(({ guild }) => guild.emojis.some((own) => own.id === id))
    : /^(\p{RGI_Emoji}|\p{Extended_Pictographic}\uFE0F?)$/v.test(emoji);
  if (!known) throw new DiscordError('unknown_emoji');
  return emoji;
}

function list(call: Call) {
  const { message } = messageOf(call);
  const after = call.query.get('after') ?? '0';
  const limit = numberOf(call.query, 'limit', 25, 1, 100);
  return (message.reactors?.[emojiOf(call)] ?? [])
    .filter((id) => compareIds(id, after) > 0)
    .sort(compareIds)
    .slice(0, limit)
    .flatMap((id) => call.world.state.users[id] ?? []);
}

function add(call: Call) {
  const { access, message } = messageOf(call);
  const emoji = emojiOf(call);
  requirePermission(access, PermissionFlagsBits.ReadMessageHistory);
  if (!message.reactors?.[emoji]?.length) requirePermission(access, PermissionFlagsBits.AddReactions);
  call.world.addReaction(access.channelId, message.id, call.world.state.application.bot.id, emoji);
}

function removeOwn(call: Call) {
  const { access, message } = messageOf(call);
  call.world.removeReaction(access.channelId, message.id, call.world.state.application.bot.id, emojiOf(call));
}

function removeOther(call: Call) {
  const { access, message } = messageOf(call);
  requirePermission(access, PermissionFlagsBits.ManageMessages);
  call.world.removeReaction(access.channelId, message.id, call.param('user'), emojiOf(call));
}

function clear(call: Call, emoji?: string) {
  const { access, message } = messageOf(call);
  requirePermission(access, PermissionFlagsBits.ManageMessages);
  call.world.clearReactions(access.channelId, message.id, emoji);
}
