import test from 'ava';
import type { ContainerSettings } from '../../src/engine/ports.js';
import { stepKeys, keySteps } from '../../src/checkpoints/step-key.js';
import { explainRuns } from '../../src/checkpoints/why/explain-runs.js';
import { recordOutcome, recordRun, timesRemembered } from '../../src/checkpoints/why/record-run.js';
import type { FileListing, OriginRecord, RunRecord } from '../../src/checkpoints/why/run-record.js';
import { compareFiles } from '../../src/checkpoints/why/compare-files.js';
import { createSession, type SessionState } from '../../src/session/state.js';
import type { StepReason } from '../../src/session/step-reason.js';
import { formatReason } from '../../src/session/format-reason.js';
import { planOf, type PlanRequest } from '../helpers/plan-of.js';

interface Run {
  readonly text: string;
  /** What COPY reads, by its line. */
  readonly files?: Readonly<Record<number, FileListing>>;
  readonly request?: PlanRequest;
  /** Statuses of the steps at the end: done where nothing is said. */
  readonly ended?: Readonly<Record<number, SessionState['steps'][number]['status']>>;
  readonly kept?: ReadonlyMap<number, string>;
  /** By the number of the step. */
  readonly took?: SessionState['took'];
  readonly containers?: ContainerSettings;
}

const nameOf = (files: FileListing): string => JSON.stringify(files);

function record({
  text,
  files = {},
  request = {},
  ended = {},
  kept = new Map(),
  took = {},
  containers = {},
}: Run): RunRecord {
  const plan = planOf(text, request);
  const read = new Map<number, readonly OriginRecord[]>();
  for (const { id, line } of plan.steps) {
    const listing = files[line];
    if (listing !== undefined) read.set(id, [{ type: 'files', listing: nameOf(listing) }]);
  }
  const digests = new Map([...read].map(([id, [origin]]) => [id, JSON.stringify(origin)]));
  const keyed = keySteps(plan, digests, { kept, containers });
  const parts = {
    plan,
    keyed,
    kept,
    origins: read,
    time: '',
    dockerfile: 'Dockerfile',
    target: '',
    salt: 's',
  };
  const begun = recordRun(parts);
  const state = createSession(plan, { interactive: false, took });
  const steps = state.steps.map((_, id) => ({ status: ended[plan.steps[id]!.line] ?? ('done' as const) }));
  return recordOutcome(begun, { ...state, steps });
}

const explain = (before: Run | undefined, after: Run): readonly (readonly StepReason[])[] =>
  explainRuns({
    before: before && record(before),
    after: record(after),
    usesCache: true,
    isThere: () => false,
    compareListings: (from, to) =>
      compareFiles(
        JSON.parse(from) as FileListing,
        JSON.parse(to) as FileListing,
        (path) => path === 'hidden',
      ),
  });

/** In words, by line; without those that are as they were. */
const told = (before: Run | undefined, after: Run): Record<number, string[]> => {
  const { steps } = record(after);
  const reasons = explain(before, after);
  return Object.fromEntries(
    steps.flatMap(({ line }, at) => {
      const changed = reasons[at]!.filter(({ type }) => type !== 'not-kept');
      return changed.length === 0 ? [] : [[line, changed.map(formatReason)]];
    }),
  );
};

test('where the inputs of the last run could not be known, its files alone are told', (t) => {
  const text = 'FROM a\nARG V=1\nCOPY x /y\nRUN one\n';
  const unknown = record({ text, files: { 3: { x: '1' } } });
  const steps = unknown.steps.map(({ key, inputs, ...step }, at) =>
    at < 2 ? { key, inputs, ...step } : step,
  ) as RunRecord['steps'];
  const reasons = explainRuns({
    before: { ...unknown, steps },
    after: record({ text, files: { 3: { x: '2' } } }),
    usesCache: true,
    isThere: () => true,
    compareListings: (from, to) =>
      compareFiles(JSON.parse(from) as FileListing, JSON.parse(to) as FileListing, () => false),
  });
  t.deepEqual(
    reasons.slice(2).map((each) => each.map(({ type }) => type)),
    [['files'], ['follows']],
  );
});

const because = test.macro(
  (t, before: string | Run, after: string | Run, expected: Readonly<Record<number, readonly string[]>>) => {
    const [from, to] = [before, after].map((run) => (typeof run === 'string' ? { text: run } : run));
    t.deepEqual(told(from, to!), expected);
  },
);

const three = 'FROM a\nRUN one\nRUN two\nRUN three';

test('nothing has changed', because, three, three, {});
test(
  'comments and blank lines are nothing',
  because,
  three,
  '# c\nFROM a\n\nRUN one\n# d\nRUN two\nRUN three',
  {},
);
test('another text', because, three, 'FROM a\nRUN one\nRUN 2\nRUN three', {
  3: ['its text has changed: RUN [-two-]{+2+}'],
  4: ['it follows line 3, which makes something else'],
});
test('a step put between', because, three, 'FROM a\nRUN one\nRUN new\nRUN two\nRUN three', {
  3: ['it is new here'],
  4: ['it follows line 3, which makes something else'],
  5: ['it follows line 3, which makes something else'],
});
test('a step taken away', because, three, 'FROM a\nRUN one\nRUN three', {
  3: ['RUN two does not stand before it any more'],
});
test('two steps change places', because, three, 'FROM a\nRUN two\nRUN one\nRUN three', {
  2: ['RUN one does not stand before it any more'],
  3: ['it stood on line 2, among other steps', 'it follows line 2, which makes something else'],
  4: ['it follows line 2, which makes something else'],
});
test('another base', because, three, three.replace('FROM a', 'FROM b'), {
  1: ['its text has changed: FROM [-a-]{+b+}', 'its image is another one: a (a) before, b (b) now'],
  2: ['it follows line 1, which makes something else'],
  3: ['it follows line 1, which makes something else'],
  4: ['it follows line 1, which makes something else'],
});
test(
  'the value of an argument, where a RUN sees it',
  because,
  { text: 'FROM a\nARG V\nRUN x\nRUN y', request: { options: { buildArguments: { V: '1' } } } },
  { text: 'FROM a\nARG V\nRUN x\nRUN y', request: { options: { buildArguments: { V: '2' } } } },
  {
    3: ['V was "1", and is "2"'],
    4: ['V was "1", and is "2"', 'it follows line 3, which makes something else'],
  },
);
test(
  'the value of a secret is told from another, and not told',
  because,
  { text: 'FROM a\nARG TOKEN\nRUN x', request: { options: { buildArguments: { TOKEN: 'abc' } } } },
  { text: 'FROM a\nARG TOKEN\nRUN x', request: { options: { buildArguments: { TOKEN: 'def' } } } },
  { 3: ['TOKEN has another value, which is not shown'] },
);
test('a variable that is set now', because, 'FROM a\nRUN x', 'FROM a\nENV A=b\nRUN x', {
  2: ['it is new here'],
  3: ['A is set now, to "b"', 'it follows line 2, which makes something else'],
});
test('SHELL', because, 'FROM a\nRUN x', 'FROM a\nSHELL ["sh", "-ec"]\nRUN x', {
  2: ['it is new here'],
  3: ['the command: /bin/sh -c x before, sh -ec x now', 'it follows line 2, which makes something else'],
});
test(
  'an argument in a label',
  because,
  { text: 'FROM a\nARG V\nLABEL v=$V', request: { options: { buildArguments: { V: '1' } } } },
  { text: 'FROM a\nARG V\nLABEL v=$V', request: { options: { buildArguments: { V: '2' } } } },
  { 3: ['Labels: {"v":"1"} before, {"v":"2"} now'] },
);
test(
  'files that were added, changed, removed and ignored',
  because,
  { text: 'FROM a\nCOPY . /\nRUN x', files: { 2: { a: '1', b: '1', gone: '1', hidden: '1' } } },
  { text: 'FROM a\nCOPY . /\nRUN x', files: { 2: { a: '2', b: '1', c: '1' } } },
  {
    2: ['files: changed a; added c; removed gone; ignored now hidden'],
    3: ['it follows line 2, which makes something else'],
  },
);
test(
  'many files are counted',
  because,
  { text: 'FROM a\nCOPY . /', files: { 2: {} } },
  {
    text: 'FROM a\nCOPY . /',
    files: {
      2: Object.fromEntries(Array.from({ length: 12 }, (_, n) => [`f${String(n).padStart(2, '0')}`, '1'])),
    },
  },
  { 2: ['files: added f00, f01, f02, f03, f04, f05, f06, f07, f08, f09 and 2 more'] },
);
test(
  'a stage that it copies from',
  because,
  'FROM a AS s\nRUN x\nFROM b\nCOPY --from=s /x /',
  'FROM a AS s\nRUN y\nFROM b\nCOPY --from=s /x /',
  { 2: ['its text has changed: RUN [-x-]{+y+}'], 4: ['stage s makes something else'] },
);
test(
  'a step that failed, and what came after it',
  because,
  { text: three, ended: { 3: 'failed', 4: 'pending' } },
  three,
  { 3: ['it failed at the last run'], 4: ['the last run ended before it'] },
);
test(
  'a step that failed and was mended since',
  because,
  { text: three, ended: { 3: 'failed', 4: 'pending' } },
  three.replace('two', '2'),
  {
    3: ['its text has changed: RUN [-two-]{+2+}', 'it failed at the last run'],
    4: ['it follows line 3, which makes something else'],
  },
);
test('a flag', because, 'FROM a\nRUN --network=none x', 'FROM a\nRUN x', {
  2: ['its text has changed: RUN [---network=none -]x'],
});

test('without an earlier run, and without the cache', (t) => {
  t.deepEqual(told(undefined, { text: 'FROM a\nRUN x' }), {
    1: ['no earlier run of this project is known here'],
    2: ['no earlier run of this project is known here'],
  });
  const after = record({ text: 'FROM a\nRUN x' });
  const parts = { after, isThere: () => true, compareListings: () => undefined };
  t.deepEqual(explainRuns({ ...parts, before: after, usesCache: false })[1], [{ type: 'no-cache' }]);
});

test('the same step whose checkpoint is gone, or never was', (t) => {
  const text = 'FROM a\nRUN x';
  const plain = record({ text });
  const before = { ...plain, steps: plain.steps.map((step) => ({ ...step, checkpoint: 'refrom/p:x' })) };
  const reasonsIf = (isThere: boolean) =>
    explainRuns({
      before,
      after: plain,
      usesCache: true,
      isThere: () => isThere,
      compareListings: () => undefined,
    })[1];
  t.deepEqual(reasonsIf(false), [{ type: 'evicted', image: 'refrom/p:x' }]);
  t.deepEqual(reasonsIf(true), [{ type: 'not-kept' }]);
});

test('what stands on a state that was kept does not follow a change', (t) => {
  const before: Run = { text: 'FROM a\nCOPY . /\nRUN x', files: { 2: { a: '1' } } };
  const key = record(before).steps[1]!.key!;
  const after: Run = { ...before, files: { 2: { a: '2' } }, kept: new Map([[1, key]]) };
  t.deepEqual(told(before, after), { 2: ['files: changed a'] });
  t.is(record(after).steps[2]!.key, record(before).steps[2]!.key);
});

test('a step that is kept still, and has not changed since, has no reason', (t) => {
  const kept = new Map([[1, 'f'.repeat(64)]]);
  const run: Run = { text: 'FROM a\nCOPY . /', files: { 2: { a: '1' } }, kept };
  t.deepEqual(explain(run, run)[1], []);
});

test('no value of a secret is in a record', (t) => {
  const text =
    'FROM a\nARG TOKEN\nENV API_KEY=$TOKEN PLAIN=x$TOKEN\nWORKDIR /w-$TOKEN\nLABEL l=$TOKEN\nENV MY_PASSWORD=hunter2\nRUN x';
  const stored = JSON.stringify(
    record({ text, request: { options: { buildArguments: { TOKEN: 'hunter2' } } } }),
  );
  t.false(stored.includes('hunter2'));
});

test('whatever changes a key has a reason', (t) => {
  const texts = [
    three,
    'FROM a\nRUN one',
    'FROM a\nUSER u\nRUN one',
    'FROM a\nWORKDIR /w\nRUN one\nRUN two',
    'FROM a\nENV A=b\nRUN --mount=type=tmpfs,target=/t one',
    'FROM a AS x\nRUN one\nFROM x\nCOPY --from=0 --chown=1 /a /b',
    'FROM scratch\nLABEL a=b\nMAINTAINER m',
  ];
  for (const one of texts) {
    for (const other of texts) {
      const keys = stepKeys(planOf(other), new Map());
      const known = new Set(stepKeys(planOf(one), new Map()));
      for (const [at, reasons] of explain({ text: one }, { text: other }).entries()) {
        const isChanged = !known.has(keys[at]);
        if (isChanged)
          t.true(
            reasons.some(({ type }) => type !== 'not-kept'),
            `${one} → ${other}, step ${String(at)}`,
          );
      }
    }
  }
});

test('flags of the build are told by their names', (t) => {
  const says = (name: string): string => formatReason({ type: 'value', name, before: '', after: 'x' });
  t.deepEqual(['network', 'extraHosts', 'shmSize', 'ulimits'].map(says), [
    '--network: nothing before, x now',
    '--add-host: nothing before, x now',
    '--shm-size: nothing before, x now',
    '--ulimit: nothing before, x now',
  ]);
});

test('a limit is told as it is set', (t) => {
  const before: Run = { text: 'FROM a\nRUN x' };
  const limit = { name: 'nofile', soft: 10, hard: 20 };
  t.deepEqual(told(before, { ...before, containers: { ulimits: [limit] } }), {
    2: ['--ulimit: nothing before, name=nofile,soft=10,hard=20 now'],
  });
});

test('what steps took is remembered for those that make the same state', (t) => {
  const before: Run = { text: 'FROM a\nRUN x\nRUN y', took: { 0: 1, 1: 20, 2: 300 } };
  t.deepEqual(timesRemembered(undefined, record(before)), {});
  t.deepEqual(timesRemembered(record(before), record({ text: 'FROM a\nRUN x\nRUN z' })), { 0: 1, 1: 20 });
  t.deepEqual(timesRemembered(record({ ...before, took: {} }), record(before)), {});
  const kept: Run = { text: 'FROM a\nRUN z\nRUN y', kept: new Map([[1, record(before).steps[1]!.key!]]) };
  t.deepEqual(timesRemembered(record(before), record(kept)), { 0: 1, 1: 20, 2: 300 });
});
