import { StringDecoder } from 'node:string_decoder';

/** Calls back with all that is written to the stream, before it is; gives the function that ends this. */
export function tapOutput(stream: NodeJS.WriteStream, hear: (text: string) => void): () => void {
  const decoder = new StringDecoder('utf8');
  const write = stream.write.bind(stream) as (...all: unknown[]) => boolean;
  const tapped = (chunk: Uint8Array | string, ...rest: unknown[]): boolean => {
    hear(typeof chunk === 'string' ? chunk : decoder.write(Buffer.from(chunk)));
    return write(chunk, ...rest);
  };
  stream.write = tapped;
  return () => {
    stream.write = write;
  };
}
