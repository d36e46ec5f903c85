import type { ImageDraft } from '../../engine/ports.js';
import { emptyLayer } from './empty-layer.js';
import { toImageConfig } from './config-fields.js';

/** The image's configuration file, whose SHA-256 is its ID. The same draft gives the same bytes. */
export function encodeImageFile(draft: ImageDraft): string {
  const [os, architecture, variant] = draft.platform.split('/');
  return JSON.stringify({
    architecture,
    ...(variant ? { variant } : {}),
    os,
    created: draft.created,
    ...(draft.author ? { author: draft.author } : {}),
    config: toImageConfig(draft.config),
    rootfs: {
      type: 'layers',
      diff_ids: [...draft.layers, ...(draft.addsEmptyLayer ? [emptyLayer.digest] : [])],
    },
    history: draft.history.map(({ created, created_by, author, comment, empty_layer }) => ({
      created,
      created_by,
      ...(author ? { author } : {}),
      ...(comment ? { comment } : {}),
      ...(empty_layer ? { empty_layer } : {}),
    })),
  });
}
