import { PurgeCSS } from 'purgecss';

/** Words that only the browser or a script ever puts into the page. */
const KEPT = [/data-bs-theme/, /^htmx-/, /^show$/];

/**
 * Tabler's stylesheet without the rules that no page can need.
 * @param sources everything that may name a class: views, scripts, routes that answer with markup
 */
export async function trimmedTabler(css: string, sources: string): Promise<string> {
  const [result] = await new PurgeCSS().purge({
    css: [{ raw: css }],
    content: [{ raw: sources, extension: 'tsx' }],
    defaultExtractor: (text) => text.match(/[A-Za-z][\w-]*/g) ?? [],
    safelist: { standard: ['html', 'body', ...KEPT], greedy: [/data-bs-theme/] },
    fontFace: true,
    keyframes: true,
    variables: false,
  });
  if (!result) throw new Error('nothing is left of Tabler');
  return withoutUnusedVariables(result.css, sources);
}

/** Drops variables that nothing reads any more, again and again until none is left, then the rules left empty. */
function withoutUnusedVariables(css: string, sources: string): string {
  const read = new Set([...`${css}${sources}`.matchAll(/var\(\s*(--[\w-]+)/g)].map(([, name]) => name));
  const smaller = css.replace(/(--tblr-[\w-]+)\s*:[^;{}]*(?:;|(?=\}))/g, (text, name) => (read.has(name) ? text : ''));
  if (smaller.length < css.length) return withoutUnusedVariables(smaller, sources);
  return css.replace(/[^{};]+\{\}/g, '');
}
