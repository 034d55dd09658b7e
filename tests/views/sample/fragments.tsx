import { BytesPreview } from '../../../views/dashboard/guild/bytes-preview.tsx';
import { SearchHits } from '../../../views/dashboard/search.tsx';
import { FeedLine } from '../../../views/ui/feed.tsx';
import { PAGES } from './pages.tsx';
import { GRACE, GUILD, HITS, NOW } from './world.ts';

/** Addresses that the pages' links and scripts ask for. */
export const FRAGMENTS: Readonly<Record<string, () => JSX.Element>> = {
  '/admin': () => PAGES.overview?.() ?? '',
  '/admin/guilds': () => PAGES.guilds?.() ?? '',
  '/admin/search': () => <SearchHits query="py" hits={HITS} />,
  '/late': () => <p>12,840 members</p>,
  [`/admin/guilds/${GUILD.id}`]: () => PAGES.guild?.() ?? '',
  [`/admin/guilds/${GUILD.id}/bytes`]: () => PAGES['bytes-wrong']?.() ?? '',
  [`/admin/guilds/${GUILD.id}/bytes/preview`]: () => (
    <BytesPreview forecast={{ days: [], crossings: [], hindsight: null }} />
  ),
  [`/admin/guilds/${GUILD.id}/activity`]: () => PAGES.activity?.() ?? '',
};

/** What the stream of the overview sends when something happens. */
export const NEWS = String(
  <tag of="hx-partial" hx-target="#feed" hx-swap="afterbegin">
    <FeedLine item={{ id: 'new', at: NOW, kind: 'reward', actor: GRACE, text: 'got 500 bytes' }} now={NOW} />
  </tag>,
);
