// SPDX-License-Identifier: Apache-2.0

/** What Draft.js keeps of a text, as far as we touch it: lines, and the stretches of them that are figures. */
export interface RawContent {
  readonly blocks: readonly RawBlock[];
  readonly entityMap: Readonly<Record<string, RawEntity>>;
}

export interface RawBlock {
  readonly text: string;
  readonly entityRanges: readonly RawRange[];
}

export interface RawRange {
  readonly offset: number;
  readonly length: number;
  readonly key: number;
}

export interface RawEntity {
  readonly type: string;
  readonly data: FigurePlace;
}

/** A figure in a text: which one, and whether the rounded number stands there. */
export interface FigurePlace {
  readonly name: string;
  readonly rounded: boolean;
}

/** A figure as the server offers it: label and rule in the editor's language, the numbers in the article's. */
export interface OfferedFigure {
  readonly name: string;
  readonly label: string;
  readonly counted: string;
  readonly exact: string;
  readonly rounded: string;
}

export type Figures = ReadonlyMap<string, OfferedFigure>;

/** The number that stands in a place; undefined where the record has no such figure. */
export function wordsAt(place: FigurePlace, figures: Figures): string | undefined {
  const figure = figures.get(place.name);
  return place.rounded ? figure?.rounded : figure?.exact;
}

/** A text as it is opened, with numbers where the server put names. A name that isn't known stays. */
export function withWords(raw: RawContent, figures: Figures): RawContent {
  return { ...raw, blocks: raw.blocks.map((block) => filled(block, raw.entityMap, figures)) };
}

function filled(block: RawBlock, entities: RawContent["entityMap"], figures: Figures): RawBlock {
  let text = "";
  let end = 0;
  const entityRanges: RawRange[] = [];
  for (const range of block.entityRanges) {
    text += block.text.slice(end, range.offset);
    end = range.offset + range.length;
    const place = entities[String(range.key)]?.data;
    const words = (place && wordsAt(place, figures)) ?? block.text.slice(range.offset, end);
    entityRanges.push({ ...range, offset: text.length, length: words.length });
    text += words;
  }
  return { ...block, text: text + block.text.slice(end), entityRanges };
}
