// How text gets past Ink. Ink finds the place of every row, and is asked again only when the layout changes; the rows
// join its frame when it is done. Ink measures every text it has not seen and remembers it for ever, which output by
// the megabyte would turn into a leak, and takes all text apart into styled cells: 70 ms of a large terminal's frame.
import { widthOfAll } from '../present/fit.js';
import type { ScreenPart, ScreenRows } from '../present/screen.js';
import { paintRow } from './paint.js';

export interface Canvas {
  /** The one character that stands for the row in Ink's frame. */
  place(place: RowPlace): string;
  /** Ink's frame with the rows in their places. */
  fill(frame: string, rows: ScreenRows, hasColor: boolean): string;
}

export interface RowPlace {
  readonly part: ScreenPart;
  readonly index: number;
  readonly width: number;
}

/** Private use: one column wide each, and nothing else that Ink draws here holds any. */
const firstMarker = 0xe000;
const markers = /([\ue000-\uf8ff])( *)/g;

export function createCanvas(): Canvas {
  const places: RowPlace[] = [];
  return {
    place: (place) => String.fromCharCode(firstMarker + places.push(place) - 1),
    fill: (frame, rows, hasColor) =>
      frame.replaceAll(markers, (_, marker: string, blanks: string) => {
        const place = places[marker.charCodeAt(0) - firstMarker];
        if (place === undefined) return '';
        const row = rows[place.part]?.[place.index] ?? { spans: [] };
        const text = paintRow(row, hasColor);
        // What Ink has to the right of the row stays where it is; at the end of a line there is nothing to move.
        if (blanks.length < place.width - 1) return text;
        return text + ' '.repeat(Math.max(0, blanks.length + 1 - widthOfAll(row.spans)));
      }),
  };
}
