declare const REFROM_VERSION: string | undefined;

/** Filled in when the program is bundled. */
export const version = typeof REFROM_VERSION === 'string' ? REFROM_VERSION : 'development';
