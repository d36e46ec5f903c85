// Which part of the screen a cell belongs to: the arrangement of `ScreenView`, read backwards.
import { unreachable } from '../../messages/errors.js';
import type { CellPlace } from '../read-mouse.js';
import type { Layout } from './layout.js';
import type { ScreenPart } from './screen.js';

/** From 0, in the part. */
export interface PartPlace extends CellPlace {
  readonly part: ScreenPart;
}

interface PlacedPart extends PartPlace {
  readonly width: number;
  readonly height: number;
}

/** Undefined where nothing stands, or nothing that is pointed at. */
export function locate(layout: Layout, { column, row }: CellPlace): PartPlace | undefined {
  const found = placeParts(layout).find(
    (part) =>
      column >= part.column &&
      column < part.column + part.width &&
      row >= part.row &&
      row < part.row + part.height,
  );
  if (found === undefined) return undefined;
  return { part: found.part, column: column - found.column, row: row - found.row };
}

const headerRows = 1;
const titleRows = 1;

function placeParts({ type, source, output, help }: Layout): readonly PlacedPart[] {
  const top = headerRows + titleRows;
  switch (type) {
    case 'tooSmall':
      return [];
    case 'help':
      return [{ part: 'help', column: 0, row: top, ...help }];
    case 'source':
      return [{ part: 'source', column: 0, row: headerRows, ...source }];
    case 'pane':
      return placePane(0, headerRows, output);
    case 'beside':
      return [
        { part: 'source', column: 0, row: top, ...source },
        ...placePane(source.width + 1, headerRows, output),
      ];
    case 'below':
      return [
        { part: 'source', column: 0, row: headerRows, ...source },
        ...placePane(0, headerRows + source.height, output),
      ];
    default:
      return unreachable(type);
  }
}

const placePane = (column: number, row: number, output: Layout['output']): readonly PlacedPart[] => [
  { part: 'outputTitle', column, row, width: output.width, height: titleRows },
  { part: 'output', column, row: row + titleRows, ...output },
];
