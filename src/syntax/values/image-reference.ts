import { parse, type ImageReference, type ReferenceTemplate } from '#grammars/reference.js';
import { attempt } from '../attempt.js';

export type { ImageReference, ReferencePart, ReferenceTemplate } from '#grammars/reference.js';

/** An image reference after expansion; undefined if it is malformed. */
export const readReference = (text: string): ImageReference | undefined =>
  attempt(() => parse(text, { startRule: 'Reference' }));

/** The parts of an image reference as written, `$name` and `${name…}` in them. */
export const readReferenceTemplate = (text: string): ReferenceTemplate | undefined =>
  attempt(() => parse(text, { startRule: 'Template' }));
