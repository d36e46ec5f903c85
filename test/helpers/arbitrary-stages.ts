// Small Dockerfiles of several stages, full of what a resumed file can get wrong: arguments of few names, set and
// shadowed and handed on, CMD and ENTRYPOINT, ONBUILD, SHELL, comments, broken lines.
import fc from 'fast-check';
import type { PlanRequest } from './plan-text.js';

export interface ArbitraryBuild {
  readonly text: string;
  readonly request: PlanRequest;
}

const name = fc.constantFrom('A', 'B', 'API_TOKEN', 'HTTP_PROXY', 'TARGETARCH');
const value = fc.constantFrom(
  '1',
  '"two words"',
  '$A',
  '${B:-none}',
  'x$API_TOKEN',
  '""',
  "'$A'",
  '\\$B',
  'secret-default',
);
const given = fc.constantFrom('given', '', 'a "quoted" $A \\', '#\t`', 'token-0123456789');

const line = (parts: readonly string[]): string => parts.join(' ');
const assignment = fc.tuple(name, value).map(([left, right]) => `${left}=${right}`);
const argument = fc.oneof(name, assignment);
const script = fc.constantFrom('echo $A', 'echo a \\\n  # why\n  b', '["exec", "$B"]');
const trigger = fc.oneof(
  fc.tuple(fc.constant('ARG'), argument).map(line),
  fc.tuple(fc.constant('ENV'), assignment).map(line),
  fc.constantFrom('RUN echo trigger', 'CMD from trigger', 'ENTRYPOINT ["trigger"]', 'COPY <<E /x\nbody\nE'),
);

const instruction = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.array(argument, { minLength: 1, maxLength: 3 }).map((words) => line(['ARG', ...words])),
  },
  {
    weight: 1,
    arbitrary: fc.tuple(argument, argument).map(([one, other]) => `ARG ${one} \\\n    # two\n    ${other}`),
  },
  { weight: 2, arbitrary: assignment.map((word) => `ENV ${word}`) },
  { weight: 3, arbitrary: script.map((text) => `RUN ${text}`) },
  { weight: 1, arbitrary: fc.constantFrom('CMD serve "$A"', 'CMD ["serve", "b"]', 'CMD') },
  { weight: 1, arbitrary: fc.constantFrom('ENTRYPOINT ["entry"]', 'ENTRYPOINT entry') },
  { weight: 1, arbitrary: fc.constantFrom('SHELL ["/bin/bash", "-c"]', 'MAINTAINER me', 'USER app') },
  { weight: 2, arbitrary: trigger.map((text) => `ONBUILD ${text}`) },
  { weight: 1, arbitrary: fc.constantFrom('', '# a comment') },
);

const baseTriggers = fc.array(
  trigger.filter((text) => !text.includes('<<')),
  { maxLength: 4 },
);

export const arbitraryBuild: fc.Arbitrary<ArbitraryBuild> = fc
  .record({
    globals: fc.array(argument, { maxLength: 2 }),
    stages: fc.array(fc.record({ base: fc.nat(3), body: fc.array(instruction, { maxLength: 9 }) }), {
      minLength: 1,
      maxLength: 3,
    }),
    buildArguments: fc.dictionary(name, given, { maxKeys: 3 }),
    triggers: baseTriggers,
    carriageReturns: fc.boolean(),
    ended: fc.boolean(),
  })
  .map(({ globals, stages, buildArguments, triggers, carriageReturns, ended }) => {
    const parts = stages.map(({ base, body }, index) => {
      const from = base > 0 && index > 0 ? `s${(index + base) % index}` : base === 0 ? 'onbuild' : 'plain';
      // The last stage takes files from all others, so that each is needed.
      const copies =
        index === stages.length - 1 ? stages.slice(1).map((_, number) => `COPY --from=${number} / /`) : [];
      return [`FROM ${from} AS s${index}`, ...body, ...copies].join('\n');
    });
    const whole = [...globals.map((word) => `ARG ${word}`), ...parts].join('\n') + (ended ? '\n' : '');
    const text = carriageReturns ? whole.replaceAll('\n', '\r\n') : whole;
    const config = { Env: ['PATH=/bin', 'B=from the base'], Cmd: ['base'], OnBuild: triggers };
    return { text, request: { options: { buildArguments }, images: { onbuild: { config } } } };
  });
