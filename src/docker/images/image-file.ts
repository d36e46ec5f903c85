import type { ImageDraft } from '../../engine/ports.js';
import { emptyLayer } from './empty-layer.js';
import { toImageConfig } from './config-fields.js';

/**
 * The image's configuration file, whose SHA-256 is its ID. The same draft gives the same bytes, and so does one made of
 * what the engine tells of the image: it writes times without zeros at the end, and lists a history in whole seconds.
 */
export function encodeImageFile(draft: ImageDraft): string {
  const [os, architecture, variant] = draft.platform.split('/');
  return JSON.stringify({
    architecture,
    ...(variant ? { variant } : {}),
    os,
    created: withoutZeros(draft.created),
    ...(draft.author ? { author: draft.author } : {}),
    config: toImageConfig(draft.config),
    rootfs: {
      type: 'layers',
      diff_ids: [...draft.layers, ...(draft.addsEmptyLayer ? [emptyLayer.digest] : [])],
    },
    history: draft.history.map(({ created, created_by, author, comment, empty_layer }) => ({
      created: created.replace(/\.\d+Z$/, 'Z'),
      created_by,
      ...(author ? { author } : {}),
      ...(comment ? { comment } : {}),
      ...(empty_layer ? { empty_layer } : {}),
    })),
  });
}

const withoutZeros = (time: string): string => time.replace(/(\.\d*?)0+Z$/, '$1Z').replace(/\.Z$/, 'Z');
