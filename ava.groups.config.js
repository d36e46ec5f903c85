// For scripts/test.mjs, which names the files; see scripts/test-groups.mjs. `npx ava` reads package.json instead.
export default {
  files: ['build/unit/*.js', 'build/corpus/*.js'],
  concurrency: 2,
  timeout: '5m',
  // Threads begin sooner than processes, and these tests change nothing of the process they run in.
  workerThreads: true,
};
