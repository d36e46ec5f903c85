import { StringDecoder } from 'node:string_decoder';
import { pasteStart, readKeys, type TerminalKey } from './read-keys.js';

/** A sequence comes in one piece or soon after; an escape alone for so long is the key. */
const escapeMilliseconds = 30;

/** Calls `onKey` for every key and every click; gives the function that stops reading and leaves the stream paused. */
export function watchKeys(input: NodeJS.ReadableStream, onKey: (key: TerminalKey) => void): () => void {
  const decoder = new StringDecoder('utf8');
  let rest = '';
  let timer: NodeJS.Timeout | undefined;
  let isWatching = true;

  const take = (text: string): void => {
    clearTimeout(timer);
    const read = readKeys(rest + text);
    rest = read.rest;
    if (rest !== '') timer = setTimeout(giveUpWaiting, escapeMilliseconds);
    // A key may end the watching: those after it are then for nobody.
    for (const key of read.keys) if (isWatching) onKey(key);
  };
  const giveUpWaiting = (): void => {
    if (rest.startsWith(pasteStart)) return;
    const isEscape = rest === '\u001b';
    // Else the next key would be taken for the end of a sequence that never goes on, such as Alt and a bracket.
    rest = '';
    if (isEscape) onKey('escape');
  };
  const onData = (chunk: string | Buffer): void => {
    take(typeof chunk === 'string' ? chunk : decoder.write(chunk));
  };

  input.on('data', onData);
  input.resume();
  return () => {
    isWatching = false;
    clearTimeout(timer);
    input.off('data', onData);
    input.pause();
  };
}
