// What BuildKit refuses, and the plan does not since refrom does not execute it; and what is not held against a file.
import test from 'ava';
import { checkText } from '../helpers/findings-of.js';

const codes = (body: string): string[] =>
  checkText(`FROM base AS first\nRUN x\nFROM base AS one\n${body}\nFROM base AS two\n`).messages.map(
    ({ code }) => code,
  );

const refused = test.macro((t, body: string) => {
  t.deepEqual(codes(body), ['flag-invalid']);
});
const accepted = test.macro((t, body: string) => {
  t.deepEqual(codes(body), []);
});

const mount = (fields: string): string => `WORKDIR /w\nRUN --mount=${fields} x`;

test('an unknown type', refused, mount('type=foo,target=/x'));
test('a type that expands to none', refused, mount('type=$A,target=/x'));
test('an unknown field', refused, mount('target=/x,foo=bar'));
test('a field without a value', refused, mount('type=cache,target'));
test('a mode for a bind', refused, mount('type=bind,target=/x,mode=700'));
test('an owner for a tmpfs', refused, mount('type=tmpfs,target=/x,uid=1'));
test('a mode that is not octal', refused, mount('type=cache,target=/x,mode=8'));
test('an owner that is no number', refused, mount('type=cache,target=/x,uid=root'));
test('sharing what is no cache', refused, mount('target=/x,sharing=locked'));
test('an unknown way to share', refused, mount('type=cache,target=/x,sharing=some'));
test('a size for a cache', refused, mount('type=cache,target=/x,size=1m'));
test('a size that stands before the type', refused, mount('size=1m,type=tmpfs,target=/x'));
test('a size that is none', refused, mount('type=tmpfs,target=/x,size=big'));
test('a cache that is required', refused, mount('type=cache,target=/x,required'));
test('a switch that is neither true nor false', refused, mount('target=/x,ro=maybe'));
test('a secret without a name', refused, mount('type=secret'));
test('a secret of two names', refused, mount('type=secret,id=a,source=b'));
test('a secret from a stage', refused, mount('type=secret,id=a,from=first'));
test('a mount on the root', refused, mount('type=cache,target=/'));
test('a mount without a target, in the root', refused, 'RUN --mount=type=cache x');
test('a mount from a stage further down', refused, mount('from=two,target=/x'));
test('a mount from its own stage', (t) => {
  t.deepEqual(codes(mount('from=one,target=/x')), ['stage-cycle']);
});
test('a checksum of a local file', refused, 'ADD --checksum=sha256:0 a /');
test('a checksum of two sources', refused, `ADD --checksum=sha256:${'0'.repeat(64)} http://a/b http://a/c /`);
test('a checksum that is cut short', (t) => {
  t.deepEqual(codes('ADD --checksum=sha256:0 http://a/b /'), ['argument-invalid']);
});

test('a device', (t) => {
  t.deepEqual(codes('RUN --device=vendor.com/gpu=all x'), ['flag-unknown']);
});

test('a cache', accepted, mount('type=cache,target=/x,sharing=locked,id=a,uid=1,gid=2,mode=0755'));
test('a cache below the folder', accepted, mount('type=cache'));
test('a bind from an earlier stage', accepted, mount('from=first,source=/a,target=/x,rw'));
test('a bind from an image', accepted, mount('from=other,target=/x,readonly=false'));
test('a bind from a stage by its number is one from an image', accepted, mount('from=2,target=/x'));
test('a tmpfs', accepted, mount('type=tmpfs,target=/x,size=64m'));
test('a secret in the environment', accepted, mount('type=secret,id=a,env=A,required'));
test('an ssh agent', accepted, mount('type=ssh'));
test('a whole checksum', accepted, `ADD --checksum=sha256:${'0'.repeat(64)} https://a/b /`);
test('a checksum of a repository', accepted, 'ADD --checksum=0a1b https://github.com/a/b.git /');
test(
  'what refrom does not execute yet',
  accepted,
  'COPY --parents a /\nRUN --network=none a\nCOPY --chmod=u+x a /',
);

test('what is wrong in a trigger is told at the FROM that fires it', (t) => {
  const text = 'FROM base AS a\nONBUILD RUN --mount=type=foo,target=/x y\nFROM a\n';
  t.deepEqual(
    checkText(text).messages.map(({ range }) => range.start),
    [text.lastIndexOf('FROM')],
  );
});
