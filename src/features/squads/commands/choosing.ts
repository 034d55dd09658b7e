import type { ChatInputCommandInteraction, MessageComponentInteraction } from 'discord.js';
import { button, buttonRows, selectRow } from '../../../discord/kit/components.ts';
import { confirmRows } from '../../../discord/kit/confirm.ts';
import type { ActionRow, Answer, ComponentHandler, Guild, Outcome } from '../../../discord/kit/contract.ts';
import { cut } from '../../../discord/kit/embeds.ts';
import { pageRows } from '../../../discord/kit/pages.ts';
import { longUuid, shortUuid } from '../../../shared/ids.ts';
import { refuse } from '../../../shared/refusal.ts';
import type { JoinPreview, Squad } from '../model.ts';
import { bytes } from '../text.ts';
import { joinedEmbed, listEmbed, switchEmbed } from './embeds.ts';
import { type Acting, actor, BUTTONS_FOR, type CommandDeps, typed } from './scene.ts';

const PICK = 'squads.pick';
const SELECT = 'squads.select';
const PAGE = 'squads.page';
const SWITCH = 'squads.switch';
/** As many buttons stay easy to read; beyond, a select with pages. */
const MOST_BUTTONS = 20;
const PER_PAGE = 15;
const OPTION = 100;

/** `/squads list` and `/squads join`, and the buttons below them. */
export function createChoosing({ squads, signer, clock }: CommandDeps) {
  const lasting = (action: string, owner: string) => ({ action, owner, expiresAt: clock.now() + BUTTONS_FOR });

  function chooser(shown: readonly JoinPreview[], owner: string): ActionRow[] {
    const buttons = shown.map(({ squad, no, kind }) =>
      button({
        id: signer.sign({ ...lasting(PICK, owner), args: [shortUuid(squad.id)] }),
        label: squad.name,
        style: kind === null ? 'secondary' : 'primary',
        disabled: no !== null,
      }),
    );
    return buttonRows(buttons);
  }

  function select(shown: readonly JoinPreview[], page: number, pages: number, owner: string): ActionRow[] {
    const options = shown.map(({ squad, no, kind, cost }) => ({
      label: cut(squad.name, OPTION),
      value: squad.id,
      description: no ? 'not open to you now' : kind === 'switch' ? `${bytes(cost)} to switch` : 'free to join',
    }));
    const turning = pageRows(signer, lasting(PAGE, owner), {
      previous: page > 1 ? [String(page - 1)] : null,
      next: page < pages ? [String(page + 1)] : null,
      label: `${page} of ${pages}`,
    });
    return [selectRow(signer.sign(lasting(SELECT, owner)), 'Choose a squad', options), ...turning];
  }

  async function list(interaction: Acting, wanted: number): Promise<Outcome> {
    const all = await squads.previewAll(interaction.guildId, actor(interaction));
    if ('refused' in all) return all;
    const own = await squads.membership(interaction.guildId, interaction.user.id);
    const current = all.find(({ squad }) => squad.id === own?.squadId) ?? null;
    const owner = interaction.user.id;
    if (all.length <= MOST_BUTTONS)
      return { embeds: [listEmbed(all, current)], components: chooser(all, owner), ephemeral: true };
    const pages = Math.ceil(all.length / PER_PAGE);
    const page = Math.min(Math.max(1, wanted), pages);
    const shown = all.slice((page - 1) * PER_PAGE, page * PER_PAGE);
    return {
      embeds: [listEmbed(shown, current)],
      components: select(shown, page, pages, owner),
      ephemeral: true,
    };
  }

  /** Joins at once where it is free to do so; a switch is asked about first. */
  async function choose(interaction: Acting, squad: Squad): Promise<Outcome> {
    const preview = await squads.preview(interaction.guildId, actor(interaction), squad.id);
    if ('refused' in preview) return preview;
    if (preview.no) return preview.no;
    return preview.kind === 'switch' ? ask(interaction, preview) : enter(interaction, squad.id, 0, interaction.id);
  }

  function ask(interaction: Acting, preview: JoinPreview): Answer {
    const { squad, cost } = preview;
    const action = lasting(SWITCH, interaction.user.id);
    const args = [shortUuid(squad.id), String(cost), interaction.id];
    const confirm = cost === 0 ? 'Switch for free' : `Switch for ${bytes(cost)}`;
    return {
      embeds: [switchEmbed(preview, action.expiresAt)],
      components: confirmRows(signer, { ...action, args }, { confirm }),
      ephemeral: true,
    };
  }

  /** The key is the first interaction's, so however often a button is pressed, it is paid for once. */
  async function enter(interaction: Acting, squadId: string, expectedCost: number, keyId: string): Promise<Outcome> {
    const { guildId } = interaction;
    const key = `interaction:${keyId}`;
    const joined = await squads.join({ guildId, user: actor(interaction), squadId, key, expectedCost });
    return 'refused' in joined ? joined : { embeds: [joinedEmbed(joined)], components: [], ephemeral: true };
  }

  const inPlace = (outcome: Outcome): Outcome =>
    'refused' in outcome || 'modal' in outcome ? outcome : { ...outcome, update: true };

  async function picked(interaction: Guild<MessageComponentInteraction>, squadId: string): Promise<Outcome> {
    const squad = await squads.find(interaction.guildId, squadId);
    return 'refused' in squad ? squad : inPlace(await choose(interaction, squad));
  }

  const buttons: ComponentHandler[] = [
    { action: PICK, handle: (interaction, { args: [id = ''] }) => picked(interaction, longUuid(id)) },
    {
      action: SELECT,
      handle: (interaction) =>
        picked(interaction, interaction.isStringSelectMenu() ? (interaction.values[0] ?? '') : ''),
    },
    { action: PAGE, handle: async (interaction, { args: [page] }) => inPlace(await list(interaction, Number(page))) },
    {
      action: SWITCH,
      handle: async (interaction, { args: [id = '', cost = '', keyId = ''] }) =>
        inPlace(await enter(interaction, longUuid(id), Number(cost), keyId)),
    },
  ];

  return {
    buttons,
    list: (interaction: Guild<ChatInputCommandInteraction>) => list(interaction, 1),
    async join(interaction: Guild<ChatInputCommandInteraction>): Promise<Outcome> {
      const text = interaction.options.getString('squad');
      if (text === null) return list(interaction, 1);
      const all = await squads.list(interaction.guildId);
      if (all.length === 0) return refuse('no_squads');
      const squad = typed(all, text);
      return 'refused' in squad ? squad : choose(interaction, squad);
    },
  };
}
