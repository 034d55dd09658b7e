import {
  type ChatInputCommandInteraction,
  type ContextMenuCommandInteraction,
  DiscordAPIError,
  type MessageComponentInteraction,
  type ModalSubmitInteraction,
  RESTJSONErrorCodes,
  type User,
} from 'discord.js';
import { confirmRows } from '../../../discord/kit/confirm.ts';
import type { ComponentHandler, ContextMenu, Guild, ModalHandler, Outcome } from '../../../discord/kit/contract.ts';
import { isRefusal } from '../../../shared/refusal.ts';
import type { Receiver, TransferRequest } from '../model.ts';
import { CONFIRM_ABOVE, checkParties, parseAmount, tidyReason } from '../rules.ts';
import { bytes } from '../text.ts';
import { sendForm, sendToAuthorMenu, sendToUserMenu } from './definitions.ts';
import { confirmEmbed, reasonIn, sentEmbed } from './embeds.ts';
import { type Acting, actor, type CommandDeps, claim, isOff, withDaily } from './scene.ts';

const CONFIRM = 'bytes.send';
const FORM = 'bytes.form';
const CONFIRM_FOR = 60_000;
const FORM_FOR = 15 * 60_000;

interface Wish {
  readonly receiver: Receiver;
  /** As typed. */
  readonly amount: string;
  readonly reason: string | null;
}

/** `/bytes send`, its context menus and form, and the confirm button: one way for all. */
export function createSending({ economy, signer, clock }: CommandDeps) {
  async function wish(interaction: Acting, { receiver, amount: typed, reason }: Wish): Promise<Outcome> {
    const amount = parseAmount(typed);
    if (isRefusal(amount)) return amount;
    const daily = await claim(economy, interaction);
    if (isOff(daily)) return daily;
    const request = requestOf(interaction, receiver, amount, tidyReason(reason), interaction.id);
    const answer = amount > CONFIRM_ABOVE ? await ask(request, interaction.id) : await move(request);
    return isRefusal(answer) ? answer : withDaily(answer, daily);
  }

  async function move(request: TransferRequest) {
    const receipt = await economy.transfer(request);
    return isRefusal(receipt) ? receipt : { embeds: [sentEmbed(receipt)] };
  }

  async function ask(request: TransferRequest, interactionId: string) {
    const preview = await economy.previewTransfer(request);
    if (isRefusal(preview)) return preview;
    const { giver, receiver, amount, reason } = request;
    const expiresAt = clock.now() + CONFIRM_FOR;
    const action = { action: CONFIRM, owner: giver.id, expiresAt, args: [receiver.id, String(amount), interactionId] };
    return {
      embeds: [confirmEmbed({ receiverId: receiver.id, amount, reason, after: preview.after, expiresAt })],
      components: confirmRows(signer, action, { confirm: `Send ${bytes(amount)}` }),
    };
  }

  /** The key is the first interaction's, so however often the button is pressed, the bytes move once. */
  async function confirmed(interaction: Guild<MessageComponentInteraction>, args: readonly string[]): Promise<Outcome> {
    const [receiverId = '', amount = '', interactionId = ''] = args;
    const receiver = await findReceiver(interaction, receiverId);
    const reason = reasonIn(interaction.message.embeds[0]?.footer?.text);
    const answer = await move(requestOf(interaction, receiver, Number(amount), reason, interactionId));
    return isRefusal(answer) ? answer : { ...answer, update: true, components: [] };
  }

  async function openForm(interaction: Guild<ContextMenuCommandInteraction>): Promise<Outcome> {
    const receiver = targetOf(interaction);
    const no = checkParties(interaction.user.id, receiver);
    if (no) return no;
    const id = signer.sign({
      action: FORM,
      owner: interaction.user.id,
      expiresAt: clock.now() + FORM_FOR,
      args: [receiver.id],
    });
    return { modal: sendForm(id, receiver.username) };
  }

  const menus: ContextMenu[] = [sendToUserMenu, sendToAuthorMenu].map((data) => ({
    kind: 'menu',
    data,
    handle: openForm,
  }));

  const forms: ModalHandler[] = [
    {
      action: FORM,
      handle: async (interaction: Guild<ModalSubmitInteraction>, { args: [receiverId = ''] }) => {
        const { fields } = interaction;
        const receiver = await findReceiver(interaction, receiverId);
        return wish(interaction, {
          receiver,
          amount: fields.getTextInputValue('amount'),
          reason: fields.getTextInputValue('reason'),
        });
      },
    },
  ];

  const buttons: ComponentHandler[] = [
    { action: CONFIRM, handle: (interaction, { args }) => confirmed(interaction, args) },
  ];

  return {
    menus,
    forms,
    buttons,
    /** `/bytes send` */
    command(interaction: Guild<ChatInputCommandInteraction>): Promise<Outcome> {
      const { options } = interaction;
      const receiver = { ...receiverOf(options.getUser('user', true)), member: options.getMember('user') !== null };
      return wish(interaction, {
        receiver,
        amount: options.getString('amount', true),
        reason: options.getString('reason'),
      });
    },
  };
}

function requestOf(
  interaction: Acting,
  receiver: Receiver,
  amount: number,
  reason: string | null,
  interactionId: string,
): TransferRequest {
  const { guildId } = interaction;
  return { guildId, giver: actor(interaction), receiver, amount, reason, key: `interaction:${interactionId}` };
}

function receiverOf({ id, username, bot }: User) {
  return { id, username, bot };
}

/** Whoever the menu was opened on; the author's own absence shows when the form is sent. */
function targetOf(interaction: ContextMenuCommandInteraction): ReturnType<typeof receiverOf> {
  if (interaction.isMessageContextMenuCommand()) return receiverOf(interaction.targetMessage.author);
  if (interaction.isUserContextMenuCommand()) return receiverOf(interaction.targetUser);
  throw new Error('a context menu without a target');
}

async function findReceiver(interaction: Acting, userId: string): Promise<Receiver> {
  try {
    const member = await interaction.guild?.members.fetch(userId);
    if (member) return receiverOf(member.user);
  } catch (error) {
    if (!isUnknown(error)) throw error;
  }
  return { id: userId, username: null, member: false };
}

function isUnknown(error: unknown): boolean {
  const unknown: readonly unknown[] = [RESTJSONErrorCodes.UnknownMember, RESTJSONErrorCodes.UnknownUser];
  return error instanceof DiscordAPIError && unknown.includes(error.code);
}
