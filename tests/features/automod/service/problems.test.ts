import { afterEach, expect, test } from 'bun:test';
import type { Enforced } from '../../../../src/features/automod/service/index.ts';
import { eachDatabase } from '../../../harness/database.ts';
import { CHANNEL, GUILD, nobody, said } from '../scene.ts';
import { fileRule, grace, openScene, type Scene } from './scene.ts';

const LOG = '300000000000000009';
const REFUSED: Enforced = { done: false, problem: 'The bot lacks the permission for this.', lasting: true };

eachDatabase('what keeps rules from their work', (kind) => {
  let scene: Scene;
  afterEach(() => scene.close());

  const everything = [{ kind: 'delete' }, { kind: 'timeout', seconds: 60 }, { kind: 'ban', delete_seconds: 0 }];

  async function problems(): Promise<string[]> {
    scene.clock.time += 6_000;
    const found = await scene.automod.problems(GUILD);
    return found.map(({ ruleName, cannot, why, channelId }) => `${ruleName}: ${cannot} ${channelId ?? ''} ${why}`);
  }

  test('permissions that the bot lacks for what a rule does, with the way to give them', async () => {
    scene = await openScene(kind);
    await scene.automod.addRule(GUILD, fileRule({ actions: everything }), grace);
    await scene.automod.addRule(GUILD, fileRule({ name: 'Off', mode: 'off', actions: everything }), grace);
    expect(await problems()).toEqual([]);
    scene.sight.lacks = ['ManageMessages', 'ModerateMembers'];
    expect(await problems()).toEqual([
      expect.stringMatching(/^Files: delete messages {2}The bot lacks the permission “Manage Messages”\. Give it/),
      expect.stringMatching(/^Files: time people out {2}The bot lacks the permission “Timeout Members”\. Give it/),
    ]);
    scene.sight.away = true;
    expect(await problems()).toEqual([]);
  });

  test('an intent that is off, and alerts that nobody would read', async () => {
    scene = await openScene(kind);
    await scene.automod.addRule(GUILD, fileRule({ actions: [{ kind: 'alert' }] }), grace);
    expect(await problems()).toEqual([expect.stringContaining('alert anybody  No channel is chosen for alerts.')]);
    await scene.guilds.putSettings(GUILD, { timezone: 'UTC', logChannelId: LOG }, grace);
    expect(await problems()).toEqual([expect.stringContaining('The channel for alerts is gone.')]);
    scene.sight.channels = [{ id: LOG }];
    expect(await problems()).toEqual([]);
    scene.automod.setLacking(['MessageContent']);
    expect(await problems()).toEqual([expect.stringContaining('run  Needs the “Message Content Intent”.')]);
  });

  test('one channel in which it is refused costs few calls, then the rule says so; others go on', async () => {
    scene = await openScene(kind);
    await scene.automod.addRule(GUILD, fileRule(), grace);
    const elsewhere = '300000000000000005';
    const happens = (channelId: string) =>
      scene.automod.watch(said({ channelId, attachments: [{ name: 'a.exe', size: 1 }] }, { subject: nobody() }));
    scene.answerWith(REFUSED);
    for (let i = 0; i < 40; i += 1) await happens(CHANNEL);
    expect(scene.calls).toHaveLength(3);
    scene.answerWith({ done: true });
    await happens(elsewhere);
    scene.answerWith(REFUSED);
    for (let i = 0; i < 40; i += 1) await happens(CHANNEL);
    expect(scene.calls).toHaveLength(4);
    expect(await problems()).toEqual([
      `Files: delete messages ${CHANNEL} Discord refused it lately: The bot lacks the permission for this. Look at what the channel’s own permissions say of the bot.`,
    ]);
    scene.clock.time += 25 * 3_600_000;
    expect(await problems()).toEqual([]);
  });
});
