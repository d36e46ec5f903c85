// Parts of dependencies that the program never uses, and that cost more to load than all of the rest.
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';

const parts = [
  // The client library's own `docker build` (grpc and protobuf: 115 ms), and its reading of contexts.
  { importer: /\/dockerode\/lib\//, part: /^(?:\.\/session|\.\/buildkit|tar-fs|@balena\/dockerignore)$/ },
  // Its ssh (57 ms): ours is the user's own ssh program.
  { importer: /\/docker-modem\/lib\//, part: /^ssh2$/ },
  // Ink's connection to the React developer tools, with a WebSocket library; and its looking for the variable DEV,
  // with which it wants both that and its own package.json.
  { importer: /\/ink\/build\//, part: /^\.\/devtools\.js$/ },
  { importer: /\/ink\/build\//, part: /^\.\/utils\.js$/, instead: 'export const isDev = () => false;' },
];

/** Lines of dependencies that make the program start later than it has to, and what does the same. */
const lines = [
  // With fetch Yoga asks for its own data: URL, for which Node loads an HTTP client (40 ms).
  {
    file: 'yoga-layout/dist/binaries/yoga-wasm-base64-esm.js',
    line: '',
    instead: 'const fetch = undefined;\n',
  },
  // The list of all emoji (35 ms), for which most screens have no use: an emoji is shown as one by its own nature, or by
  // U+FE0F.
  {
    file: 'string-width/index.js',
    line: 'const rgiEmojiRegex = /^\\p{RGI_Emoji}$/v;',
    instead: `const shownAsEmoji = /[\\p{Emoji_Presentation}\\uFE0F]/u;
let rgiEmoji;
const rgiEmojiRegex = {
  test: (cluster) => shownAsEmoji.test(cluster) && (rgiEmoji ??= /^\\p{RGI_Emoji}$/v).test(cluster),
};`,
  },
];

/** An esbuild plugin: in the place of each part is a module that throws when it is called. */
export function leaveOut() {
  return {
    name: 'leave-out',
    setup({ onResolve, onLoad }) {
      onResolve({ filter: /./ }, ({ path, importer }) => {
        const found = parts.find((each) => each.importer.test(importer) && each.part.test(path));
        return found ? { path, namespace: 'left-out', pluginData: found.instead } : undefined;
      });
      for (const { file, line, instead } of lines) {
        const filter = new RegExp(`${resolve('node_modules', file).replaceAll('.', String.raw`\.`)}$`);
        onLoad({ filter }, async ({ path }) => {
          const text = await readFile(path, 'utf8');
          if (!text.includes(line)) throw new Error(`${path} has no line ${line} any more`);
          return { contents: text.replace(line, () => instead) };
        });
      }
      onLoad({ filter: /./, namespace: 'left-out' }, ({ path, pluginData }) => ({
        contents:
          pluginData ?? `module.exports = () => { throw new Error('refrom is built without ${path}'); };`,
      }));
    },
  };
}
