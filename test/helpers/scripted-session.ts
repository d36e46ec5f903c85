// What a session on an engine in memory is made with, where a test says nothing else.
import { PassThrough } from 'node:stream';
import type { TerminalLoan } from '../../src/engine/ports.js';
import type { Ports, SessionSettings } from '../../src/engine/workbench.js';
import type { ScriptedEngine } from './scripted-engine.js';

/** An empty context, a clock that stands still, and a user at a terminal. */
export const scriptedPorts = (
  { images, containers }: Pick<ScriptedEngine, 'images' | 'containers'>,
  others: Partial<Ports> = {},
): Ports => ({
  images,
  containers,
  context: { select: () => Promise.resolve([]), digest: () => Promise.resolve('') },
  clock: { now: () => '2026-01-01T00:00:00.000Z', elapsed: () => 0, wait: () => Promise.resolve() },
  namedContexts: new Map(),
  volumes: { list: () => Promise.resolve([]), remove: () => Promise.resolve() },
  credentials: {
    readSecret: () => Promise.resolve(undefined),
    openAgent: () => Promise.resolve(undefined),
  },
  isRisky: () => Promise.resolve(false),
  terminal: { lend: (use) => use(createLoan()) },
  ...others,
});

export const scriptedSettings = (
  own: Pick<SessionSettings, 'keys' | 'baseImages'> & Partial<SessionSettings>,
): SessionSettings => ({
  project: 'p',
  policy: 'auto',
  replayBudgetMilliseconds: 2000,
  tags: ['result'],
  containerPrefix: 'refrom-session-x-',
  keepWreck: false,
  containers: {},
  engine: { version: '', apiVersion: '', store: 'graph', platform: 'linux/amd64', dataFolder: '' },
  ...own,
});

/** Of a terminal that nobody looks at. */
const createLoan = (): TerminalLoan => ({
  input: new PassThrough(),
  output: new PassThrough().resume(),
  size: () => ({ columns: 80, rows: 24 }),
  onResize: () => () => undefined,
});
