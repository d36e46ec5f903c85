import limit from 'p-limit';
import type { SurveyedImage } from '../../engine/ports.js';
import type { Connection } from '../connection.js';
import { findDetailedImage } from './find-image.js';
import { listImages } from './list-images.js';
import { filledBytes } from './derive-history.js';

/** Requests at the same time. */
const width = 8;

/** An image that goes while it is looked at is left out. */
export async function surveyImages(
  connection: Connection,
  signal?: AbortSignal,
): Promise<readonly SurveyedImage[]> {
  const listed = await listImages(connection, {}, signal);
  const ids = [...new Set(listed.map(({ Id }) => Id))];
  const takeTurn = limit(width);
  const found = await Promise.all(ids.map((id) => takeTurn(() => findDetailedImage(connection, id, signal))));
  return found.flatMap((each) => {
    if (each === undefined) return [];
    const { image, entries } = each;
    const bytes = filledBytes(entries, image.layers.length);
    const layers = image.layers.map((digest, at) => ({ digest, bytes: bytes[at] ?? 0 }));
    const { id, tags, created, history } = image;
    return [{ id, tags, created, layers, history }];
  });
}
