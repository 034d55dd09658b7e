import type { Asset } from '../../../../views/layouts/document.tsx';
import type { Place, Toast, Viewer } from './visit.ts';

/** Everything that the frame round a page shows. */
export interface LayoutProps {
  readonly asset: Asset;
  readonly viewer: Viewer;
  /** Every guild that the viewer is in, by name; none while Discord is away. */
  readonly places: readonly Place[];
  /** The guild that the page is about. */
  readonly place: Place | null;
  readonly title: string;
  /** Of this page, without its query. */
  readonly path: string;
  readonly crumbs: readonly { readonly label: string; readonly href?: string }[];
  readonly tabs: readonly { readonly label: string; readonly href: string }[];
  readonly toasts: readonly Toast[];
  readonly children: JSX.Element;
}

/** Draws the frame; the page itself knows only what stands inside. */
export type Layout = (props: LayoutProps) => JSX.Element;
