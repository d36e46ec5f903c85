// Parts of dependencies that the program never uses, and that cost more to load than all of the rest.

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

/** An esbuild plugin: in the place of each part is a module that throws when it is called. */
export function leaveOut() {
  return {
    name: 'leave-out',
    setup({ onResolve, onLoad }) {
      onResolve({ filter: /./ }, ({ path, importer }) => {
        const found = parts.find((each) => each.importer.test(importer) && each.part.test(path));
        return found ? { path, namespace: 'left-out', pluginData: found.instead } : undefined;
      });
      onLoad({ filter: /./, namespace: 'left-out' }, ({ path, pluginData }) => ({
        contents:
          pluginData ?? `module.exports = () => { throw new Error('refrom is built without ${path}'); };`,
      }));
    },
  };
}
