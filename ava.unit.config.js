// For scripts/test.mjs, which names the files; see scripts/unit-groups.mjs. `npx ava` reads package.json instead.
export default {
  files: ['build/unit/*.js'],
  concurrency: 2,
  timeout: '5m',
  workerThreads: false,
};
