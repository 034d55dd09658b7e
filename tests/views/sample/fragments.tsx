import { BytesPreview } from '../../../views/dashboard/guild/bytes.tsx';
import { SearchHits } from '../../../views/dashboard/search.tsx';
import { PAGES } from './pages.tsx';
import { GUILD, HITS } from './world.ts';

/** Addresses that the pages' links and scripts ask for. */
export const FRAGMENTS: Readonly<Record<string, () => JSX.Element>> = {
  '/admin': () => PAGES.overview?.() ?? '',
  '/admin/guilds': () => PAGES.guilds?.() ?? '',
  '/admin/search': () => <SearchHits query="py" hits={HITS} />,
  [`/admin/guilds/${GUILD.id}`]: () => PAGES.guild?.() ?? '',
  [`/admin/guilds/${GUILD.id}/bytes`]: () => PAGES['bytes-wrong']?.() ?? '',
  [`/admin/guilds/${GUILD.id}/bytes/preview`]: () => <BytesPreview forecast={{ days: [], crossings: [] }} />,
  [`/admin/guilds/${GUILD.id}/activity`]: () => PAGES.activity?.() ?? '',
};
