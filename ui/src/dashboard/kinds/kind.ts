import type { ComponentType } from 'preact';
import type { PanelFeed } from '../../data/feed';
import type { Panel } from '../model';
import type { BoardScope } from '../scope';

/** What a picture draws from. */
export interface PictureProps {
  readonly id: string;
  readonly panel: Panel;
  readonly feed: PanelFeed;
  readonly scope: BoardScope;
}

/** A kind of panel: what it needs, what it begins with, and how it is drawn. */
export interface PanelKind {
  readonly title: string;
  readonly hint: string;
  /** Whether it shows a course, the newest values only, or nothing that is asked for. */
  readonly data: 'series' | 'newest' | 'none';
  /** It shows single numbers, and in their place what is said where there is none. */
  readonly isFigures?: boolean;
  readonly size: { readonly w: number; readonly h: number };
  /** Parts of a new panel of this kind. */
  readonly initial: Pick<Panel, 'options' | 'field'>;
  readonly Picture: ComponentType<PictureProps>;
}
