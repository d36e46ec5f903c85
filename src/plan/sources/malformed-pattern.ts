import { MissingSourceError } from '../../messages/errors.js';

/** For a source whose wildcards Go calls malformed. */
export const malformedPattern = (source: string): MissingSourceError =>
  new MissingSourceError(
    `"${source}" is not a pattern: a bracket is not closed, or a class is malformed`,
    'write `[[]` for a bracket that means itself',
  );
