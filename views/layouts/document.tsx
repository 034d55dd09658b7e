import type { Children } from '@kitajs/html';
import { IconSprite } from './icons.tsx';

/** Turns the path of a static file (`/css/site.css`) into the address it is served at. */
export type Asset = (path: string) => string;

/** Turns the path of a stylesheet into what stands in a page itself. */
export type Inlined = (path: string) => InlineStyle;

export interface InlineStyle {
  readonly css: string;
  /** What `style-src` of the page's policy must allow. */
  readonly source: string;
}

interface DocumentProps {
  title: string;
  asset: Asset;
  description?: string;
  styles: readonly string[];
  /** Fonts worth asking for before the styles name them. */
  fonts?: readonly string[];
  /** ES modules. */
  modules?: readonly string[];
  /**
   * Classic scripts: htmx and its extensions. They stand at the end and are not deferred, since a deferred htmx may
   * look through the page before its extensions have come.
   */
  scripts?: readonly string[];
  bodyClass?: string;
  children: Children;
}

/** The frame of every page: theme before the first paint, styles, scripts, icons. */
export function Document({
  title,
  asset,
  description,
  styles,
  fonts = [],
  modules = [],
  scripts = [],
  bodyClass,
  children,
}: DocumentProps) {
  return (
    <>
      {'<!doctype html>'}
      <html lang="en" data-bs-theme="dark">
        <head>
          <meta charset="utf-8" />
          <meta name="viewport" content="width=device-width, initial-scale=1, interactive-widget=resizes-content" />
          <meta name="color-scheme" content="light dark" />
          <meta name="htmx-config" content={HTMX} />
          {description ? <meta name="description" content={description} /> : null}
          <title safe>{title}</title>
          <link rel="icon" type="image/svg+xml" href={asset('/img/mark.svg')} />
          <script src={asset('/js/theme.js')} />
          {fonts.map((path) => (
            <link rel="preload" as="font" type="font/woff2" crossorigin="anonymous" href={asset(path)} />
          ))}
          {styles.map((path) => (
            <link rel="stylesheet" href={asset(path)} />
          ))}
          {modules.map((path) => (
            <script type="module" src={asset(path)} />
          ))}
        </head>
        <body class={bodyClass}>
          <IconSprite />
          {children as 'safe'}
          {scripts.map((path) => (
            <script src={asset(path)} />
          ))}
        </body>
      </html>
    </>
  );
}

/** State that only the browser knows sits in `data-client-*` attributes: morphing leaves it alone. */
const HTMX = JSON.stringify({ includeIndicatorCSS: false, morphIgnore: ['data-htmx-powered', 'data-client-'] });
