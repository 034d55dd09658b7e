import type { World } from './world/world.ts';

export interface Cdn {
  /** Answers a path below the CDN's base: `/avatars/…`, `/embed/avatars/…`, `/icons/…`, `/attachments/…`. */
  handle(path: string): Response;
}

/** Pictures made up on the spot: the same id always gives the same one. Discord's own are never used. */
export function createCdn({ world }: { world: World }): Cdn {
  function nameOf(userId: string): string {
    const user = world.state.users[userId];
    return user?.global_name ?? user?.username ?? '';
  }

  return {
    handle(path) {
      const [, kind, id = '', third = '', file = ''] = path.split('/');
      switch (kind) {
        case 'avatars':
        case 'guilds':
          return picture(portrait(id, nameOf(id)));
        case 'embed':
          return picture(portrait(third.replace(/\.\w+$/, ''), ''));
        case 'icons':
          return picture(emblem(id, world.guild(id)?.guild.name ?? ''));
        case 'attachments':
          return picture(fileCard(decoded(file)));
        default:
          return new Response('Not found', { status: 404 });
      }
    },
  };
}

function picture(body: string): Response {
  return new Response(
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64" width="128" height="128">${body}</svg>`,
    {
      headers: {
        'content-type': 'image/svg+xml',
        'cache-control': 'public, max-age=3600',
        'content-security-policy': "default-src 'none'",
      },
    },
  );
}

/** Hues that stay apart from each other. */
const HUES = [212, 262, 292, 332, 12, 28, 160, 186, 228, 98];

function seedOf(id: string): number {
  return Number(Bun.hash.crc32(id));
}

function colors(seed: number): { dark: string; light: string } {
  const hue = HUES[seed % HUES.length] ?? 212;
  return { dark: `hsl(${hue} 52% 38%)`, light: `hsl(${(hue + 24) % 360} 58% 46%)` };
}

function portrait(id: string, name: string): string {
  const seed = seedOf(id);
  const { dark, light } = colors(seed);
  const [x, y, radius] = [8 + (seed % 48), 8 + ((seed >> 6) % 48), 18 + ((seed >> 12) % 14)];
  return `<rect width="64" height="64" fill="${dark}"/><circle cx="${x}" cy="${y}" r="${radius}" fill="${light}"/>${label(initials(name))}`;
}

function emblem(id: string, name: string): string {
  const seed = seedOf(id);
  const { dark, light } = colors(seed);
  return `<rect width="64" height="64" rx="16" fill="${dark}"/><rect x="10" y="10" width="44" height="44" rx="10" fill="${light}" transform="rotate(${seed % 45} 32 32)"/>${label(initials(name))}`;
}

function fileCard(name: string): string {
  return `<rect width="64" height="64" fill="#1f2937"/><path d="M8 50 24 30 36 44 44 34 56 50Z" fill="#3b82f6"/><circle cx="46" cy="18" r="6" fill="#93c5fd"/><text x="32" y="61" font-family="sans-serif" font-size="5" fill="#fff" text-anchor="middle">${escaped(name.slice(0, 22))}</text>`;
}

function label(text: string): string {
  return `<text x="32" y="33" font-family="system-ui,sans-serif" font-size="24" font-weight="600" fill="#fff" text-anchor="middle" dominant-baseline="central">${escaped(text)}</text>`;
}

function initials(name: string): string {
  const words = name.split(/[^\p{L}\p{N}]+/u).filter(Boolean);
  return words
    .slice(0, 2)
    .map((word) => [...word][0]?.toUpperCase())
    .join('');
}

function escaped(text: string): string {
  return Bun.escapeHTML(text);
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
