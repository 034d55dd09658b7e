import type { APIApplicationCommand } from 'discord-api-types/v10';
import type { Snowflake } from '../../../shared/ids.ts';
import type { CommandScope } from '../../world/commands.ts';
import { withoutNulls } from '../../world/normal-form.ts';
import { found } from '../access.ts';
import { type CommandBody, commandBody, commandChanges, commandListBody } from '../bodies/command.ts';
import { parse } from '../bodies/parse.ts';
import { type Call, Reply, type Route } from '../call.ts';
import { DiscordError } from '../errors.ts';

export const commandRoutes: readonly Route[] = [
  ...scoped('/applications/:application/commands'),
  ...scoped('/applications/:application/guilds/:guild/commands'),
  {
    method: 'GET',
    path: '/applications/:application/guilds/:guild/commands/permissions',
    handle: (call) => scopeOf(call) && [],
  },
  {
    method: 'GET',
    path: '/applications/:application/guilds/:guild/commands/:command/permissions',
    handle: permissions,
  },
];

function scoped(path: string): Route[] {
  return [
    {
      method: 'GET',
      path,
      handle: (call) => call.world.commands(scopeOf(call)).map((command) => listed(command, call.query)),
    },
    { method: 'PUT', path, handle: replaceAll },
    { method: 'POST', path, handle: create },
    { method: 'GET', path: `${path}/:command`, handle: commandOf },
    { method: 'PATCH', path: `${path}/:command`, handle: change },
    { method: 'DELETE', path: `${path}/:command`, handle: remove },
  ];
}

function scopeOf({ world, param }: Call, guild?: string): CommandScope {
  if (param('application') !== world.state.application.id) throw new DiscordError('missing_access');
  const guildId = guild ?? optional(param);
  if (guildId === undefined) return 'global';
  found(world.guild(guildId), 'missing_access');
  found(world.bot(guildId), 'missing_access');
  return guildId;
}

function optional(param: Call['param']): string | undefined {
  return param('guild') || undefined;
}

/** Localizations come out only when asked for. */
function listed(command: APIApplicationCommand, query: URLSearchParams): APIApplicationCommand {
  if (query.get('with_localizations') === 'true') return command;
  const { name_localizations: _names, description_localizations: _descriptions, ...rest } = command;
  return rest;
}

function commandOf(call: Call): APIApplicationCommand {
  const id = call.param('command');
  return found(
    call.world.commands(scopeOf(call)).find((command) => command.id === id),
    'unknown_command',
  );
}

function permissions(call: Call) {
  commandOf(call);
  throw new DiscordError('unknown_command_permissions');
}

function replaceAll(call: Call) {
  const scope = scopeOf(call);
  const commands = parse(commandListBody, call.body ?? []).map((body) => registered(call, scope, body));
  call.world.setCommands(scope, commands);
  return commands;
}

function create(call: Call) {
  const scope = scopeOf(call);
  const body = parse(commandBody, call.body);
  const before = call.world.commands(scope);
  const replaced = sameAs(before, body);
  const command = registered(call, scope, body);
  call.world.setCommands(scope, [...before.filter((other) => other !== replaced), command]);
  return new Reply(replaced ? 200 : 201, command);
}

function change(call: Call) {
  const scope = scopeOf(call);
  const old = commandOf(call);
  const merged = { ...old, ...parse(commandChanges, call.body) };
  const { id: _id, application_id: _app, version: _version, guild_id: _guild, ...fields } = merged;
  const command = { ...registered(call, scope, parse(commandBody, fields)), id: old.id };
  call.world.setCommands(
    scope,
    call.world.commands(scope).map((other) => (other === old ? command : other)),
  );
  return command;
}

function remove(call: Call) {
  const scope = scopeOf(call);
  const command = commandOf(call);
  call.world.setCommands(
    scope,
    call.world.commands(scope).filter((other) => other !== command),
  );
}

function sameAs(
  commands: readonly APIApplicationCommand[],
  { name, type }: CommandBody,
): APIApplicationCommand | undefined {
  return commands.find((command) => command.name === name && command.type === type);
}

/** A command as Discord keeps it: one of the same name and type keeps its id, and its version while nothing changes. */
function registered({ world }: Call, scope: CommandScope, body: CommandBody): APIApplicationCommand {
  const old = sameAs(world.commands(scope), body);
  const command = {
    ...settingsOf(body, scope),
    id: old?.id ?? world.snowflake(),
    application_id: world.state.application.id,
  };
  const { version, ...before } = old ?? { version: '' };
  const unchanged = Bun.deepEquals(before, command);
  return { ...command, version: unchanged ? version : world.snowflake() } as APIApplicationCommand;
}

function settingsOf(body: CommandBody, scope: CommandScope) {
  return {
    type: body.type,
    name: body.name,
    name_localizations: body.name_localizations ?? null,
    description: body.description ?? '',
    description_localizations: body.description_localizations ?? null,
    default_member_permissions: body.default_member_permissions ?? null,
    nsfw: body.nsfw ?? false,
    integration_types: body.integration_types ?? [0],
    ...(body.options?.length ? { options: withoutNulls(body.options) } : {}),
    ...(scope === 'global'
      ? { contexts: body.contexts ?? null, dm_permission: body.dm_permission ?? true }
      : { guild_id: scope as Snowflake }),
  };
}
