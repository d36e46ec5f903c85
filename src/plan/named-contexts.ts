// --build-context: what stands in the place of a stage, an image, or a source of COPY --from.
import type { BuildOptions } from './build-options.js';

export type NamedContext =
  /** A folder on this machine, or a repository that is fetched into one. */
  { readonly type: 'folder' } | { readonly type: 'image'; readonly reference: string };

export interface FoundContext {
  /** As `contextKey` writes it. */
  readonly name: string;
  readonly context: NamedContext;
}

export function findContext(
  name: string,
  { contexts }: Pick<BuildOptions, 'contexts'>,
): FoundContext | undefined {
  const key = contextKey(name);
  const context = contexts?.[key];
  return context === undefined ? undefined : { name: key, context };
}

/** An image is meant however its name is written: `alpine`, `alpine:latest`, `docker.io/library/alpine`. */
export const contextKey = (name: string): string =>
  name
    .toLowerCase()
    .replace(/^docker\.io\//, '')
    .replace(/^library\//, '')
    .replace(/:latest$/, '');
