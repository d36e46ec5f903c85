import test from 'ava';
import { carriedArguments, carriedValues, carriedVariables } from '../../src/checkpoints/carried-values.js';
import type { TravelMark } from '../../src/checkpoints/travel-mark.js';

const entries = (...lines: readonly string[]) => lines.map((created_by) => ({ created: '', created_by }));

test('an argument goes along where its value stands in the history of a RUN', (t) => {
  const history = entries('RUN |2 A=1 B=two /bin/sh -c make # buildkit');
  t.deepEqual(carriedArguments({ config: {}, history }, { A: '1', B: '2', C: '1' }), ['A']);
});

test('or anywhere in the configuration, unless it is too short to tell', (t) => {
  const config = { Env: ['URL=http://inside.example/x'], Labels: { level: '3' } };
  const given = { HOST: 'inside.example', LEVEL: '3' };
  t.deepEqual(carriedArguments({ config, history: [] }, given), ['HOST']);
});

const travel: TravelMark = { project: 'p', below: 1, steps: [], bases: [], carries: ['A'] };

test('a checkpoint names what its own mark names', (t) => {
  const history = entries('RUN |1 BASE=x /bin/sh -c base', 'RUN |2 A=1 DEFAULT=2 /bin/sh -c make');
  t.deepEqual(carriedValues({ config: {}, history }, { travel }).buildArguments, ['A']);
});

test('one that says nothing of it names all that RUNs were given', (t) => {
  const history = entries(
    'RUN |2 A=1 B=two words /bin/sh -c make',
    '/bin/sh -c #(nop) CMD',
    '|1 C= /bin/sh -c x',
  );
  t.deepEqual(carriedValues({ config: {}, history }, {}).buildArguments, ['A', 'B', 'C']);
});

test('secrets of the base image are no news; the others are named', (t) => {
  const bases = [
    {
      name: 'a',
      id: 'i',
      platform: 'p',
      content: 'c',
      layers: 1,
      entries: 2,
      config: { Env: ['OLD_TOKEN=a'] },
    },
  ];
  const config = { Env: ['OLD_TOKEN=a', 'NEW_TOKEN=b', 'EMPTY_TOKEN=', 'PATH=/bin'] };
  t.deepEqual(carriedValues({ config, history: [] }, { travel: { ...travel, bases } }).variables, [
    'NEW_TOKEN',
  ]);
  t.deepEqual(carriedVariables({ Env: ['PUBLIC_KEY=x', 'DB_PASSWORD=y'] }, []), ['DB_PASSWORD']);
});

test("the mark tells of the other stages' base images: their secrets are named as well", (t) => {
  const bases = [{ config: { Env: ['A_TOKEN=a'] } }, { config: { Env: ['B_TOKEN=b', 'PATH=/bin'] } }];
  t.deepEqual(carriedVariables({ Env: ['A_TOKEN=a'] }, bases), ['B_TOKEN']);
});
