import { unreachable } from '../messages/errors.js';
import type { VariableOrigin } from '../plan/variable-origin.js';

/** Where a variable got its value, in a few words. */
export function describeOrigin(origin: VariableOrigin): string {
  switch (origin.type) {
    case 'unset':
      return 'not set';
    case 'platform':
      return 'predefined, from the platform';
    case 'path':
      return "the builder's default for an image without PATH";
    case 'base-image':
      return `from the image ${origin.reference}`;
    case 'env':
      return `ENV, line ${String(origin.line)}`;
    case 'default':
      return `default of ARG, line ${String(origin.line)}`;
    case 'global-default':
      return `default of the global ARG, line ${String(origin.line)}`;
    case 'build-argument':
      return `--build-arg, declared by ARG, line ${String(origin.line)}`;
    default:
      return unreachable(origin);
  }
}
