import { join } from 'node:path';
import envPaths from 'env-paths';

/** Where this user's programs keep what they can do without: on Linux XDG_CACHE_HOME, or ~/.cache. */
export const recordsFolder = (): string => join(envPaths('refrom', { suffix: '' }).cache, 'projects');
