// What the page holds: the types of this room. Nothing here is shipped.

declare global {
  /** Chromium alone tells it; in GiB. */
  interface Navigator { deviceMemory?: number }
}

/** An error, of the core or of the page's own. */
export interface Told { code: string; selector: string | null; offset: number | null; detail: any; place?: string }

/** What a header says; what the core answers is described in docs/contracts.md. */
export type Info = any;

/** Where a file stands among others: keys of patient, study, series, device; and what the list shows of it. */
export type Placed = any;

export interface Size { rows: number; columns: number }

export interface Box { x: number; y: number; w: number; h: number }

/** A part of a picture: left, top, right, bottom. */
export type Piece = number[];

export interface Mask extends Box {
  id: string; file: string | null; within?: {level: string, key: string} | null; rows: number; columns: number; first: number; last: number;
  enabled: boolean; shape?: string; points?: number[]; name?: string; locked?: boolean;
}

/** Keys and what is said of each. */
export type Said = Record<string, string>;

export interface Choices {
  preset: string | null; options: string[] | null; categories: Said; elements: Said; own: Record<string, Said>; masks: Mask[]; gone: string[];
  decided: Record<string, Said>;
}

/** The choices that hold for one file, as the worker wants them. */
export interface Effective { preset: string | null; options: string[] | null; categories: Said; elements: Said; masks: any[]; settled?: Said }

/** A point that waits for a person, or how it was settled. */
export interface Point { code: string; selector?: string | null; settled?: string | null }

/** What was found in a picture: where, and what it reads as. */
export interface Proposal extends Box { first: number; last: number; match: string | null; ticked: boolean; id: string; how?: string; [more: string]: any }

/** Why a file was not saved, or is none to work on. */
export interface Reason { code: string; detail: any }

/** How far something is. */
export type Progress = (how: Record<string, any>) => void;
