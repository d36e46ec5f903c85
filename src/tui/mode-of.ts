import { isAmongCheckpoints } from './checkpoints-place.js';
import { isAmongFiles } from './files-place.js';
import type { Mode } from './keys.js';
import type { ViewState } from './view-state.js';

/** Whose keys come first, where neither a fix nor a prompt takes them. */
export function modeOf(view: ViewState): Mode {
  if (isAmongFiles(view)) return 'files';
  return isAmongCheckpoints(view) ? 'checkpoints' : 'session';
}
