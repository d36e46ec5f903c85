// What the debugger shows of files: asked for when it is looked at, read beside the session, forgotten when it changes.
import type { SessionInput } from '../../session/transition.js';
import { plainBytes } from '../../report/checkpoints-text.js';
import type { Reading, StatePath, StepFiles } from '../../tui/step-files.js';
import { createAnswers, readPlace, type FileSources } from './answer-questions.js';
import { extractFile } from './extract-file.js';
import { openDesk, settle } from './open-desk.js';
import type { StepStates } from '../../engine/find-step-states.js';
import { createShortMemory, type ShortMemory } from './short-memory.js';

export interface StepFilesSources extends FileSources {
  /** Where extracted files go. */
  readonly folder: string;
  readonly subscribe: (listener: (input: SessionInput) => void) => () => void;
}

export interface OpenStepFiles extends StepFiles {
  /** Ends what is being read, and removes what that took. */
  close(): Promise<void>;
}

const keptAnswers = 12;

export function createStepFiles(sources: StepFilesSources): OpenStepFiles {
  const states = createShortMemory<Promise<StepStates>>(keptAnswers);
  const known = { ...sources, session: { ...sources.session, findStates: rememberStates(sources, states) } };
  const extractions = createShortMemory<Reading<string>>(keptAnswers);
  const listeners = new Set<() => void>();
  const tell = (): void => {
    for (const listener of listeners) listener();
  };
  const desk = openDesk(createAnswers(known), tell);
  const written = new Set<Promise<void>>();
  const extract = (place: StatePath): void => {
    extractions.put(keyOf(place), { status: 'reading' });
    const done = settle(extractTo(sources.folder, known, place))
      .then((reading) => {
        extractions.put(keyOf(place), reading);
        tell();
      })
      .finally(() => written.delete(done));
    written.add(done);
  };
  const unsubscribe = sources.subscribe((input) => {
    if (leavesFiles.has(input.type)) return;
    desk.forget();
    states.clear();
    extractions.clear();
  });
  const close = async (): Promise<void> => {
    unsubscribe();
    listeners.clear();
    await Promise.all([desk.close(), ...written]);
    // What cannot be removed now is found by name and removed at the next start.
    await sources.reader.close().catch(() => undefined);
  };
  let closing: Promise<void> | undefined;
  return {
    find: desk.find,
    ask: desk.ask,
    extract,
    extracted: (place) => extractions.get(keyOf(place)),
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close: () => (closing ??= close()),
  };
}

/** Gives what is to be said of it. */
const extractTo = (
  folder: string,
  sources: Pick<FileSources, 'session' | 'reader'>,
  place: StatePath,
): Promise<string> =>
  readPlace(
    sources,
    place,
    async (file) => `wrote ./${await extractFile(folder, place.path, file)} (${plainBytes(file.size)})`,
    new AbortController().signal,
  );

/** To look at what a failed step left takes a commit; what is found is not abandoned with the question. */
const rememberStates =
  (
    { session }: FileSources,
    states: ShortMemory<Promise<StepStates>>,
  ): FileSources['session']['findStates'] =>
  (step) => {
    const key = String(step);
    const known = states.get(key);
    if (known !== undefined) return known;
    const found = session.findStates(step, new AbortController().signal);
    const forget = (): void => {
      if (states.get(key) === found) states.remove(key);
    };
    found.then(({ type }) => {
      if (type === 'none') forget();
    }, forget);
    return states.put(key, found);
  };

const keyOf = ({ step, path }: StatePath): string => `${String(step)} ${path}`;

/** Inputs of the session after which every state is what it was. */
const leavesFiles: ReadonlySet<SessionInput['type']> = new Set([
  'step/output',
  'execution/output',
  'toggleBreakpoint',
  'setBreakpoint',
  'writeResume',
  'resume/written',
  'problem/reported',
  'shell/refused',
  'proposeFix',
  'fix/proposed',
  'fix/refused',
  'toggleTeaching',
  'plan/refused',
] as const);
