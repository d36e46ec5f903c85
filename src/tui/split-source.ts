import type { Source } from './view-state.js';

/** Lines as editors number them: the end of the last one begins no other. */
export function splitSource({ path, text }: { readonly path: string; readonly text: string }): Source {
  const lines = text.replace(/^\ufeff/, '').split(/\r?\n/);
  return { path, lines: lines.length > 1 && lines.at(-1) === '' ? lines.slice(0, -1) : lines };
}
