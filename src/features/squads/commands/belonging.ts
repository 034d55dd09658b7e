import type { ChatInputCommandInteraction } from 'discord.js';
import { confirmRows } from '../../../discord/kit/confirm.ts';
import type { ComponentHandler, Guild, Outcome } from '../../../discord/kit/contract.ts';
import { pageRows } from '../../../discord/kit/pages.ts';
import { longUuid, shortUuid } from '../../../shared/ids.ts';
import { refuse } from '../../../shared/refusal.ts';
import type { SeenSquad, Squad } from '../model.ts';
import { infoEmbed, leaveEmbed, leftEmbed, membersEmbed } from './embeds.ts';
import { type Acting, actor, BUTTONS_FOR, type CommandDeps, typed } from './scene.ts';

const LEAVE = 'squads.leave';
const MEMBERS = 'squads.members';
const PAGES_FOR = 15 * 60_000;
const PER_PAGE = 15;

type Slash = Guild<ChatInputCommandInteraction>;

/** `/squads leave`, `info` and `members`. */
export function createBelonging({ squads, signer, clock }: CommandDeps) {
  async function leave(interaction: Slash): Promise<Outcome> {
    const { guildId, user } = interaction;
    const membership = await squads.membership(guildId, user.id);
    const squad = membership ? await squads.find(guildId, membership.squadId) : refuse('not_in_a_squad');
    if ('refused' in squad) return squad;
    const expiresAt = clock.now() + BUTTONS_FOR;
    const action = { action: LEAVE, owner: user.id, expiresAt, args: [interaction.id] };
    const components = confirmRows(signer, action, { confirm: `Leave ${squad.name}`, danger: true });
    return { embeds: [leaveEmbed(squad, expiresAt)], components, ephemeral: true };
  }

  async function info(interaction: Slash): Promise<Outcome> {
    const { guildId, user } = interaction;
    const userId = (interaction.options.getUser('user') ?? user).id;
    const membership = await squads.membership(guildId, userId);
    const [all, { rows }] = await Promise.all([squads.list(guildId), squads.standings(guildId)]);
    const found = all.find(({ id }) => id === membership?.squadId);
    const standing = rows.find(({ squadId }) => squadId === found?.id) ?? null;
    const squad = found ? await seenOne(guildId, found) : null;
    return { embeds: [infoEmbed({ userId, membership, squad, standing, squads: all.length })] };
  }

  async function seenOne(guildId: string, squad: Squad): Promise<SeenSquad> {
    const [seen] = await squads.seen(guildId, [squad]);
    return seen ?? { ...squad, color: null, problem: null };
  }

  async function members({ guildId, user }: Acting, squad: Squad, wanted: number): Promise<Outcome> {
    const pages = Math.max(1, Math.ceil(squad.memberCount / PER_PAGE));
    const page = Math.min(Math.max(1, wanted), pages);
    const query = { guildId, squadId: squad.id, limit: PER_PAGE, offset: (page - 1) * PER_PAGE };
    const found = await squads.members(query);
    if ('refused' in found) return found;
    const turn = { action: MEMBERS, owner: user.id, expiresAt: clock.now() + PAGES_FOR };
    const components = pageRows(signer, turn, {
      previous: page > 1 ? [shortUuid(squad.id), String(page - 1)] : null,
      next: page < pages ? [shortUuid(squad.id), String(page + 1)] : null,
      label: `${page} of ${pages}`,
    });
    return { embeds: [membersEmbed(await seenOne(guildId, squad), found.members)], components };
  }

  const buttons: ComponentHandler[] = [
    {
      action: LEAVE,
      handle: async (interaction, { args: [keyId = ''] }) => {
        const left = await squads.leave(interaction.guildId, actor(interaction), `interaction:${keyId}`);
        return 'refused' in left ? left : { embeds: [leftEmbed(left.name)], components: [], update: true };
      },
    },
    {
      action: MEMBERS,
      handle: async (interaction, { args: [id = '', page = ''] }) => {
        const squad = await squads.find(interaction.guildId, longUuid(id));
        if ('refused' in squad) return squad;
        const shown = await members(interaction, squad, Number(page));
        return 'refused' in shown ? shown : { ...shown, update: true };
      },
    },
  ];

  return {
    buttons,
    leave,
    info,
    async members(interaction: Slash): Promise<Outcome> {
      const squad = typed(await squads.list(interaction.guildId), interaction.options.getString('squad', true));
      return 'refused' in squad ? squad : members(interaction, squad, 1);
    },
  };
}
