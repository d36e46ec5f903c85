import type { EngineDescription, ImageStore } from '../../engine/ports.js';
import type { Connection } from '../connection.js';
import { createByLayout } from './create-by-layout.js';
import { createByLoad } from './create-by-load.js';
import { findImage, findImageIfAny } from './find-image.js';
import { importArchive } from './import-archive.js';
import { joinLayers } from './join-layers/join-layers.js';
import { createLayerDescriptors } from './layer-descriptors.js';
import { measureLayers } from './join-layers/measure-layers.js';
import { listTags, removeImage, tagImage } from './manage-images.js';
import { createLayerMaker } from './make-layer/create-with-layer.js';
import { pushImage } from './push-image.js';
import { saveImage } from './save-image.js';
import { surveyImages } from './survey-images.js';
import { pullImage, type FindCredentials } from './pull-image.js';

export interface ImageStoreOptions {
  readonly describe: () => Promise<EngineDescription>;
  readonly findCredentials?: FindCredentials;
}

export function createImageStore(connection: Connection, options: ImageStoreOptions): ImageStore {
  const descriptors = createLayerDescriptors(connection);
  let store: Promise<EngineDescription['store']> | undefined;
  const createWithLayer = createLayerMaker(connection, options.describe);
  const findStore = () => (store ??= options.describe().then((engine) => engine.store));
  return {
    find: (reference, signal) => findImageIfAny(connection, reference, signal),
    pull: async (reference, platform, signal) => {
      const { findCredentials } = options;
      await pullImage(connection, { reference, platform, findCredentials, signal });
      return findImage(connection, reference, signal);
    },
    listTags: (prefix, signal) => listTags(connection, prefix, signal),
    survey: (signal) => surveyImages(connection, signal),
    create: async (draft, signal) =>
      (await findStore()) === 'graph'
        ? createByLoad(connection, { draft, signal })
        : createByLayout(connection, descriptors, { draft, signal }),
    createWithLayer: (draft, entries, signal) => createWithLayer({ draft, entries, signal }),
    joinLayers: async (order, signal) =>
      joinLayers({ connection, descriptors, store: await findStore() }, order, signal),
    import: (archive, tag, signal) => importArchive(connection, { archive, tag, signal }),
    measureLayers: (reference, firstLayers, signal) =>
      measureLayers(connection, { reference, firstLayers, signal }),
    tag: (id, tag) => tagImage(connection, id, tag),
    push: (reference, pushOptions) =>
      pushImage(connection, { reference, findCredentials: options.findCredentials, ...pushOptions }),
    save: (reference, signal) => saveImage(connection, reference, signal),
    remove: (reference) => removeImage(connection, reference),
  };
}
