// What stands in a story for names that are made for each run, and what its page shows in their place.

export interface RunNames {
  /** Of the image that a story makes. */
  readonly image: string;
  /** Address of the story's server. */
  readonly server: string;
}

export const shownNames: RunNames = { image: 'app', server: '127.0.0.1:8000' };

export const fillIn = (text: string, names: RunNames): string =>
  text.replaceAll('{image}', names.image).replaceAll('{server}', names.server);
