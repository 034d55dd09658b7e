/** Pays bytes for a merged pull request. However often it runs, it pays once: the payment is named by the pull request. */
import { createClient, isProblem } from './client.ts';

const { env } = process;
const client = createClient({ url: wanted('SMARTER_DEV_URL'), key: wanted('SMARTER_DEV_KEY') });
const author = wanted('AUTHOR');
const members: Record<string, string> = JSON.parse(env.DISCORD_IDS || '{}');
const receiver = members[author];

if (receiver === undefined) {
  console.log(`Nothing was paid: DISCORD_IDS has no Discord id for ${author}.`);
} else {
  await pay(receiver);
}

async function pay(receiver_id: string): Promise<void> {
  const number = wanted('PULL_NUMBER');
  const body = { receiver_id, amount: Number(wanted('AMOUNT')), reason: `Merged #${number}` };
  const idempotencyKey = `pull-${wanted('REPOSITORY_ID')}-${number}`;
  try {
    const { id, amount } = await client.bytes.createTransaction(
      { guild_id: wanted('GUILD_ID'), body },
      { idempotencyKey },
    );
    console.log(`Paid ${amount} bytes to ${author} (${id}).`);
  } catch (error) {
    // Whoever has left, or opted out, is no reason for a red build; a wrong key is.
    if (!isProblem(error, 'receiver_departed', 'receiver_unknown', 'opted_out', 'balance_limit')) throw error;
    console.log(`Nothing was paid: ${error.message}`);
  }
}

function wanted(name: string): string {
  const value = env[name];
  if (!value) throw new Error(`${name} is not set.`);
  return value;
}
