// Which builds find the same cache.
import test from 'ava';
import { nameCache } from '../../../src/engine/own-container/name-cache.js';
import type { BuildContext } from '../../../src/engine/ports.js';
import { createWorkbench } from '../../../src/engine/workbench.js';
import type { CopyOrigin } from '../../../src/plan/action.js';
import { createSession } from '../../../src/session/state.js';
import { planOf } from '../../helpers/plan-of.js';
import { createScriptedEngine } from '../../helpers/scripted-engine.js';
import { scriptedPorts, scriptedSettings } from '../../helpers/scripted-session.js';

interface World {
  /** What the stage `seed` ends with. */
  readonly layers?: number;
  readonly files?: string;
  readonly text?: string;
}

async function name(
  from: CopyOrigin | undefined,
  { layers = 1, files = '', text = 'FROM a AS seed\nFROM a\nCOPY --from=seed /x /x\n' }: World = {},
): Promise<string> {
  const engine = createScriptedEngine();
  const baseImages = new Map([['a', engine.addImage('a', layers)]]);
  const folder: BuildContext = { select: () => Promise.resolve([]), digest: () => Promise.resolve(files) };
  const ports = scriptedPorts(engine, { namedContexts: new Map([['n', folder]]) });
  const settings = scriptedSettings({ keys: [], baseImages });
  const state = createSession(planOf(text), { interactive: false });
  const workbench = createWorkbench(
    ports,
    settings,
    () => undefined,
    () => state,
  );
  const mount = {
    type: 'cache',
    id: '/c',
    sharing: 'shared',
    source: '/',
    target: '/c',
    readOnly: false,
  } as const;
  return nameCache(workbench, from === undefined ? mount : { ...mount, from }, new AbortController().signal);
}

const stage = (index: number): CopyOrigin => ({ type: 'stage', index });
const shifted = 'FROM a AS other\nFROM a AS seed\nFROM a\nCOPY --from=seed /x /x\nCOPY --from=other /x /x\n';

test('a stage that ends with something else gives another cache, the same one elsewhere the same', async (t) => {
  const one = await name(stage(0));
  t.is(await name(stage(0)), one);
  t.not(await name(stage(0), { layers: 2 }), one);
  t.is(await name(stage(1), { text: shifted }), one, 'whatever its number');
  t.is(await name({ type: 'image', reference: 'a', id: 'any' }), one, 'and whatever it is called');
});

test('so do files of a context', async (t) => {
  const folder: CopyOrigin = { type: 'context', name: 'n' };
  const one = await name(folder, { files: 'one' });
  t.is(await name(folder, { files: 'one' }), one);
  t.not(await name(folder, { files: 'two' }), one);
});

test('a cache that begins with nothing is known by its id', async (t) => {
  t.regex(await name(undefined), /^refrom-cache-c-[0-9a-f]{16}$/);
  t.is(await name(undefined, { layers: 2 }), await name(undefined));
});
