import test from 'ava';
import { becomes } from '../../helpers/resume-case.js';

test(
  'an ARG that is left and was given has to be given again',
  becomes,
  {
    file: ['FROM base', 'RUN a', 'ARG A=1', 'ARG B', 'RUN b'],
    after: 1,
    given: { A: '2', B: '3' },
    notes: ['pass --build-arg A again: line 3 uses it', 'pass --build-arg B again: line 4 uses it'],
  },
  ['FROM L2', 'ARG A=1', 'ARG B', 'RUN b'],
);

test(
  'an ARG that is left and was given as the file has it is no news',
  becomes,
  {
    file: ['ARG B=3', 'FROM base', 'RUN a', 'ARG A=1', 'ARG B', 'ARG C', 'RUN b'],
    after: 1,
    given: { A: '1', B: '3' },
  },
  ['ARG B=3', 'FROM L3', 'ARG A=1', 'ARG B', 'ARG C', 'RUN b'],
);

test(
  'a FROM that is left may need what was given before the first FROM',
  becomes,
  {
    file: [
      'ARG MAJOR=1',
      'ARG VERSION=$MAJOR.0',
      'FROM base',
      'RUN a',
      'FROM image:$VERSION',
      'COPY --from=0 / /',
    ],
    after: 1,
    given: { MAJOR: '2' },
    notes: ['pass --build-arg VERSION or --build-arg MAJOR again, whichever was given: line 5 uses it'],
  },
  ['ARG MAJOR=1', 'ARG VERSION=$MAJOR.0', 'FROM L4', 'FROM image:$VERSION', 'COPY --from=0 / /'],
);

test(
  'a FROM of a stage that nobody needs may not become empty or invalid',
  becomes,
  {
    file: ['ARG IMAGE TAG', 'FROM $IMAGE', 'FROM a:$TAG', 'FROM base', 'RUN a', 'RUN b'],
    after: 1,
    given: { IMAGE: 'image', TAG: '1' },
    notes: ['pass --build-arg IMAGE again: line 2 uses it', 'pass --build-arg TAG again: line 3 uses it'],
  },
  ['ARG IMAGE TAG', 'FROM $IMAGE', 'FROM a:$TAG', 'FROM L5', 'RUN b'],
);

test(
  'a FROM that picks a stage may pick another',
  becomes,
  {
    file: ['ARG KIND=a', 'FROM base AS a', 'RUN a', 'FROM base AS b', 'RUN b', 'FROM $KIND', 'RUN c'],
    after: 1,
    given: { KIND: 'b' },
    notes: ['pass --build-arg KIND again: line 6 uses it'],
  },
  ['ARG KIND=a', 'FROM base AS a', 'RUN a', 'FROM L5 AS b', 'FROM $KIND', 'RUN c'],
);

test(
  'a proxy that a RUN was given has to be given again',
  becomes,
  {
    file: ['FROM base', 'RUN a', 'RUN b'],
    after: 1,
    given: { https_proxy: 'http://proxy' },
    notes: ['pass --build-arg https_proxy again: line 3 uses it'],
  },
  ['FROM L2', 'RUN b'],
);

test(
  'an ARG that is left may need what was given for another before the first FROM',
  becomes,
  {
    file: ['ARG MAJOR=1', 'ARG VERSION=$MAJOR.0', 'FROM base', 'RUN a', 'ARG VERSION', 'RUN b'],
    after: 1,
    given: { MAJOR: '2' },
    notes: ['pass --build-arg VERSION or --build-arg MAJOR again, whichever was given: line 5 uses it'],
  },
  ['ARG MAJOR=1', 'ARG VERSION=$MAJOR.0', 'FROM L4', 'ARG VERSION', 'RUN b'],
);
