import process from 'node:process';

/** REFROM_TOOLBOX names the image that lends its busybox. */
export const toolboxSetting = (): { readonly toolbox?: string } =>
  process.env.REFROM_TOOLBOX ? { toolbox: process.env.REFROM_TOOLBOX } : {};
