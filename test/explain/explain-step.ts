import test from 'ava';
import { explainStep } from '../../src/explain/explain-step.js';
import { openExplained } from '../../src/explain/explained.js';
import type { StepExplanation } from '../../src/explain/explanation.js';
import { outlined } from '../helpers/outlined.js';

/** The last step of the file. */
function explain(text: string, given: Record<string, string> = {}): StepExplanation {
  const { outline, plan } = outlined(text, { buildArguments: given });
  return explainStep(openExplained(outline, plan), plan.steps.at(-1)!);
}

const does = test.macro((t, text: string, kind: StepExplanation['kind'], expected: string) => {
  const explanation = explain(text);
  t.is(explanation.does, expected);
  t.is(explanation.kind, kind);
});

const layer = 'layer';
const metadata = 'metadata';
test('FROM', does, 'FROM a AS b', 'base', 'begins stage b with the files and the configuration of a');
test(
  'FROM a stage',
  does,
  'FROM a AS b\nFROM b',
  'base',
  'begins stage 1 as stage b ended, its ARG values included',
);
test(
  'FROM scratch',
  does,
  'FROM scratch',
  'base',
  'begins stage 0 without any file; PATH is set, the folder is /',
);
test(
  'RUN',
  does,
  'FROM a\nRUN b',
  layer,
  'hands the script to /bin/sh -c in / as root, and keeps the files it changed',
);
test(
  'RUN in exec form',
  does,
  'FROM a\nUSER u\nRUN ["b"]',
  layer,
  'runs b without a shell in / as u, and keeps the files it changed',
);
test('COPY', does, 'FROM a\nCOPY b c /d/', layer, 'copies b and c of the context to /d/, owner 0:0');
test(
  'COPY --from',
  does,
  'FROM a AS s\nFROM b\nCOPY --from=s --chmod=755 /x /y',
  layer,
  'copies /x of stage s to /y, owner as it was, mode 755',
);
test(
  'ADD',
  does,
  'FROM a\nADD --chown=1:2 b /c',
  layer,
  'copies b of the context to /c, owner 1:2; a tar archive is unpacked',
);
test('an inline file', does, 'FROM a\nCOPY <<E /d\nE\n', layer, 'copies the inline file E to /d, owner 0:0');
test(
  'WORKDIR',
  does,
  'FROM a\nUSER u\nWORKDIR /b',
  layer,
  'makes /b where it is missing, for u; what follows runs in it',
);
test(
  'WORKDIR of the root',
  does,
  'FROM a\nWORKDIR /sub\nWORKDIR ..',
  metadata,
  'lets what follows, and containers of the image, run in /',
);
test(
  'ENV',
  does,
  'FROM a\nENV A=1 B=2',
  metadata,
  'sets A, B for what follows and in the containers of the image',
);
test(
  'ARG',
  does,
  'FROM a\nARG A',
  metadata,
  'declares A for what follows in this stage; the image keeps nothing of it',
);
test('CMD', does, 'FROM a\nCMD ["b"]', metadata, 'makes ["b"] the command of a container that is given none');
test(
  'CMD with ENTRYPOINT',
  does,
  'FROM a\nENTRYPOINT ["e"]\nCMD ["b"]',
  metadata,
  'makes ["b"] the arguments of ENTRYPOINT of a container that is given none',
);
test(
  'ENTRYPOINT clears CMD',
  does,
  'FROM a AS s\nCMD x\nFROM s\nENTRYPOINT ["e"]',
  metadata,
  'lets every container of the image begin with ["e"]; clears the inherited CMD',
);
test(
  'EXPOSE',
  does,
  'FROM a\nEXPOSE 80 81/UDP',
  metadata,
  'notes in the image: 80/tcp, 81/udp; publishes nothing',
);
test(
  'HEALTHCHECK NONE',
  does,
  'FROM a\nHEALTHCHECK NONE',
  metadata,
  'turns the health check of the base off',
);
test('SHELL', does, 'FROM a\nSHELL ["b", "-c"]', metadata, 'lets the shell forms that follow be run by b -c');

const words = test.macro((t, text: string, given: Record<string, string>, ...expected: string[]) => {
  const explanation = explain(text, given);
  const tell = ({ name, value, origin }: StepExplanation['sees'][number]): string =>
    `${name}=${String(value)} ${origin.type}${'line' in origin ? ` ${String(origin.line)}` : ''}`;
  t.deepEqual(
    [
      ...explanation.words.flatMap(({ text: word, value, variables }) => [
        `${word} > ${String(value)}`,
        ...variables.map(tell),
      ]),
      ...explanation.sees.map(tell),
    ],
    expected,
  );
});

test(
  'a word and where it is from',
  words,
  'FROM a\nENV A=1\nUSER $A-$B',
  {},
  '$A-$B > 1-',
  'A=1 env 2',
  'B=null unset',
);
test('a plain word is not told', words, 'FROM a\nUSER b', {});
test('a build argument', words, 'FROM a\nARG A=1\nUSER $A', { A: '2' }, '$A > 2', 'A=2 build-argument 2');
test('an ARG that sees its own names', words, 'FROM a\nARG A=1 B=$A', {}, '$A > 1', 'A=1 default 2');
test(
  'variables of an inline file',
  words,
  'FROM a\nENV A=1\nCOPY <<E /x\nis "$A"\nE\n',
  {},
  '<<E > is "1"\n',
  'A=1 env 2',
);
test('a quoted inline file', words, "FROM a\nENV A=1\nCOPY <<'E' /x\n$A\nE\n", {});
test('what a RUN names', words, 'FROM a\nENV A=1 B=2\nRUN echo $A $C', {}, 'A=1 env 2');
test(
  'a secret is not shown',
  words,
  'FROM a\nARG TOKEN\nENV T=x$TOKEN',
  { TOKEN: 's' },
  'x$TOKEN > null',
  'TOKEN=null build-argument 2',
);
test(
  'a default in the file is no secret',
  words,
  'FROM a\nARG TOKEN=s\nENV T=$TOKEN',
  {},
  '$TOKEN > s',
  'TOKEN=s default 2',
);
