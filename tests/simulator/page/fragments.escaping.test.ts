import { describe, expect, test } from 'bun:test';
import type { APIMessageTopLevelComponent } from 'discord-api-types/v10';
import { createLog } from '../../../src/platform/log.ts';
import { createSimulatorPage } from '../../../src/simulator/page.tsx';
import { createSmallWorld } from '../../harness/small-world.ts';
import { sourceOf } from './source-of.ts';

const EVIL = '"><img src=x onerror=alert(1)><script>alert(2)</script>\'';
const MARKDOWN = `**${EVIL}** \`${EVIL}\` [${'x'}](https://a.example/"onmouseover=alert(1)) ||${EVIL}||\n> ${EVIL}\n\`\`\`${EVIL}\n${EVIL}\`\`\``;

/** A guild in which everything that can be named is named to break out of the page. */
function hostile() {
  const small = createSmallWorld();
  const { world, guildId, general, people, roles } = small;
  small.place.guild.name = EVIL;
  world.updateRole(guildId, roles.member.id, { name: EVIL, hoist: true, color: 0xff0000 });
  world.updateMember(guildId, people.bob.id, { nick: EVIL, roles: [roles.member.id] });
  world.updateChannel(general.id, { topic: EVIL });
  Object.assign(world.state.users[people.ada.id] ?? {}, { global_name: EVIL });
  const components: APIMessageTopLevelComponent[] = [
    {
      type: 1,
      components: [
        { type: 2, style: 1, label: EVIL, custom_id: EVIL },
        { type: 2, style: 5, label: EVIL, url: 'javascript:alert(1)' },
      ],
    },
    { type: 1, components: [{ type: 3, custom_id: EVIL, placeholder: EVIL, options: [{ label: EVIL, value: EVIL }] }] },
  ];
  const message = world.createMessage({
    channelId: general.id,
    authorId: people.bob.id,
    content: MARKDOWN,
    components,
    embeds: [
      {
        title: EVIL,
        description: MARKDOWN,
        url: 'javascript:alert(1)',
        author: { name: EVIL },
        footer: { text: EVIL },
        fields: [{ name: EVIL, value: EVIL, inline: true }],
      },
    ],
    attachments: [{ filename: EVIL, size: 1 }],
  });
  world.addReaction(general.id, message.id, people.ada.id, EVIL);
  const option = {
    type: 3 as const,
    name: 'why',
    description: EVIL,
    required: true,
    choices: [{ name: EVIL, value: EVIL }],
  };
  const command = { id: '1', application_id: '2', version: '3', default_member_permissions: null };
  world.setCommands('global', [
    { ...command, type: 1, name: 'say', description: EVIL, options: [option] },
    { ...command, type: 2, name: EVIL, description: '' },
    { ...command, type: 3, name: EVIL, description: '' },
  ] as Parameters<typeof world.setCommands>[1]);
  return { ...small, message };
}

const small = hostile();
const source = sourceOf(small);
const page = createSimulatorPage({
  simulator: source,
  log: createLog({ level: 'error', format: 'json' }),
  asset: (path) => path,
});
const { ada, bob } = small.people;
const where = `as=${ada.id}&channel=${small.general.id}`;

const ADDRESSES = [
  `/simulator?${where}`,
  `/simulator/palette?${where}`,
  `/simulator/command?${where}&name=say`,
  `/simulator/choices?${where}&kind=user&typed=`,
  `/simulator/choices?${where}&kind=role&typed=`,
  `/simulator/choices?${where}&kind=choices&command=say&option=why&typed=`,
  `/simulator/profile?${where}&id=${bob.id}`,
  `/simulator/menu?${where}&member=${bob.id}`,
  `/simulator/menu?${where}&message=${small.message.id}`,
  `/simulator/moderate?as=${small.people.linus.id}&channel=${small.general.id}&member=${bob.id}&action=ban`,
];

/** Every element and attribute that a browser would make of the markup. */
async function elements(html: string): Promise<{ tags: string[]; attributes: string[]; addresses: string[] }> {
  const seen = { tags: [] as string[], attributes: [] as string[], addresses: [] as string[] };
  const rewriter = new HTMLRewriter().on('*', {
    element(element) {
      seen.tags.push(element.tagName);
      for (const [name, value] of element.attributes) {
        seen.attributes.push(name);
        if (name === 'href' || name === 'src') seen.addresses.push(value);
      }
    },
  });
  await rewriter.transform(new Response(html)).text();
  return seen;
}

describe('hostile names stay text', () => {
  test.each(ADDRESSES)('%s', async (address) => {
    const response = await page.handle(new Request(`http://localhost${address}`));
    expect(response.status).toBe(200);
    const html = await response.text();
    expect(html).toContain('onerror=alert(1)');
    const { tags, attributes, addresses } = await elements(html);
    const pictures = addresses.filter((each) => each === 'x' || each.startsWith('javascript:'));
    expect(pictures).toEqual([]);
    expect(attributes.filter((name) => name.startsWith('on') || name === 'style')).toEqual([]);
    expect(tags.filter((tag) => tag === 'script')).toHaveLength(address.startsWith('/simulator?') ? 4 : 0);
  });
});

test('a form with hostile labels', async () => {
  const modal = {
    custom_id: EVIL,
    title: EVIL,
    components: [
      {
        type: 1,
        components: [
          { type: 4, custom_id: EVIL, label: EVIL, style: 2, value: `</textarea>${EVIL}`, placeholder: EVIL },
        ],
      },
    ],
  };
  const request = new Request('http://localhost/simulator/modal', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(modal),
  });
  const { tags, attributes } = await elements(await (await page.handle(request)).text());
  expect(tags).not.toContain('img');
  expect(tags).not.toContain('script');
  expect(attributes).not.toContain('onerror');
});
