import {
  ActionRowBuilder,
  ButtonBuilder,
  ButtonStyle,
  type ChatInputCommandInteraction,
  type Interaction,
  type MessageComponentInteraction,
} from 'discord.js';
import type { Reply, Settled } from '../../harness/control.ts';
import { startSimulator } from '../../harness/simulator.ts';
import { COMMANDS } from './commands.ts';

export type Scene = Awaited<ReturnType<typeof openScene>>;

/** A simulated Discord with short deadlines, and a bot in it that has one command of each kind. */
export async function openScene() {
  const discord = await startSimulator({ interactions: { firstAnswerMs: 400, tokenMs: 1_500 } });
  const client = await discord.connect();
  const received: Interaction[] = [];
  client.on('interactionCreate', (interaction) => void received.push(interaction));
  await client.application.commands.set(COMMANDS, [...client.guilds.cache.keys()][0] ?? '');
  let working = 0;
  discord.simulator.waitFor(() => working > 0);
  async function work(handled: Promise<unknown>): Promise<void> {
    working += 1;
    await handled.finally(() => {
      working -= 1;
    });
  }
  const general = discord.world.findChannel('general')?.id ?? '';

  return {
    discord,
    client,
    received,
    idOf: (username: string) => discord.world.findUser(username)?.id ?? '',
    /** All that stands in #general. */
    messages: () => discord.world.state.messages[general] ?? [],
    /** Ada uses /ping. */
    ping: () => discord.command('ada', 'ping', {}, 'general'),
    onCommand(handle: (interaction: ChatInputCommandInteraction) => Promise<unknown>): void {
      client.on('interactionCreate', (interaction) => {
        if (interaction.isChatInputCommand()) void work(handle(interaction));
      });
    },
    onComponent(handle: (interaction: MessageComponentInteraction) => Promise<unknown>): void {
      client.on('interactionCreate', (interaction) => {
        if (interaction.isMessageComponent()) void work(handle(interaction));
      });
    },
    /** Ends it. Answers what broke Discord's schema. */
    async close(): Promise<string[]> {
      const violations = discord.violations();
      await discord.close();
      return violations;
    },
  };
}

export const BUTTON = new ActionRowBuilder<ButtonBuilder>().addComponents(
  new ButtonBuilder({ custom_id: 'go', label: 'Go', style: ButtonStyle.Primary }),
);

export function first({ replies }: Settled): Reply {
  const [reply] = replies;
  if (!reply) throw new Error('there was no reply');
  return reply;
}
