import { describe, expect, test } from 'bun:test';
import { createCdn } from '../../src/simulator/cdn.ts';
import { createSmallWorld } from '../harness/small-world.ts';

function createPictures() {
  const small = createSmallWorld();
  const cdn = createCdn({ world: small.world });
  return { ...small, cdn, draw: async (path: string) => cdn.handle(path).text() };
}

describe('pictures', () => {
  test('are the same for one person, and differ between two', async () => {
    const { draw, people } = createPictures();
    const ada = await draw(`/avatars/${people.ada.id}/hash.png`);
    expect(await draw(`/avatars/${people.ada.id}/other.webp`)).toBe(ada);
    expect(await draw(`/avatars/${people.bob.id}/hash.png`)).not.toBe(ada);
    expect(ada).toContain('>A</text>');
  });

  test('exist for guilds, default avatars and attachments', () => {
    const { cdn, guildId } = createPictures();
    for (const path of [`/icons/${guildId}/hash.png`, '/embed/avatars/3.png', '/attachments/1/2/photo.png']) {
      const { status, headers } = cdn.handle(path);
      expect({ path, status, type: headers.get('content-type') }).toEqual({ path, status: 200, type: 'image/svg+xml' });
    }
    expect(cdn.handle('/elsewhere').status).toBe(404);
  });

  test('carry no markup of a hostile name', async () => {
    const { draw } = createPictures();
    const name = encodeURIComponent('<script>x</script>');
    expect(await draw(`/attachments/1/2/${name}`)).not.toContain('<script');
    expect(await draw('/attachments/1/2/%E0%A4%A')).toContain('<svg');
  });
});
