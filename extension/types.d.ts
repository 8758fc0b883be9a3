// What the type check (`tsc`) has to know of the browser and of the elements, beside what the sources say themselves. Nothing here is shipped.

import type {Ask} from './page/parts/ask.js';
import type {Steps} from './page/parts/history.js';
import type {Keys} from './page/parts/keys.js';
import type {Tags} from './page/parts/tags.js';
import type {Guide} from './page/guide/guide.js';
import type {Stage} from './page/viewer/stage.js';

declare global {
  interface HTMLElementTagNameMap {
    'samar-ask': Ask;
    'samar-guide': Guide;
    'samar-history': Steps;
    'samar-keys': Keys;
    'samar-stage': Stage;
    'samar-tags': Tags;
  }

  /** What parts say to the whole panel. */
  interface DocumentEventMap {
    'samar-guide': CustomEvent;
    'samar-ask-clear': CustomEvent;
    'samar-history': CustomEvent;
    'samar-keys': CustomEvent;
    'samar-go': CustomEvent<{place: string, only?: {chip?: string, text?: string}}>;
  }
}

// Reactive properties: Lit makes their accessors from `static properties`.
declare module './page/viewer/masks.js' {
  interface Masks { image: any; masks: any[]; selected: number | null; frame: number; acts: any }
}
declare module './page/viewer/proposals.js' {
  interface Proposals { proposals: any[]; selected: number | null; frame: number; acts: any }
}
declare module './page/viewer/stage.js' {
  interface Stage { image: any; picture: any; selected: number | null; tool: string; frame: number; acts: any; plain: boolean; inverted: boolean }
}
