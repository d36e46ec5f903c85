// A stage that comes to more layers than an image can have: told before, stopped at in time, and the way on.
import { randomUUID } from 'node:crypto';
import test from 'ava';
import { makeDeepImage } from '../helpers/deep-image.js';
import { docker, endOf, imageName, makeProject, refrom } from '../helpers/refrom.js';

test('the message names the command after which the same build ends well', async (t) => {
  const base = await makeDeepImage(t, 50);
  const lines = Array.from({ length: 76 }, (_, at) => `RUN echo ${String(at)} > /${String(at)}\n`);
  const folder = await makeProject(t, {
    Dockerfile: `FROM ${base}\nENV A=${randomUUID()}\n${lines.join('')}`,
  });
  const name = imageName(t, 'not-too-deep');
  const command = ['build', '--checkpoint', 'every', '-t', name, folder];
  const failed = await refrom(command);
  t.is(failed.exitCode, 1, endOf(failed.stderr));
  t.regex(failed.stderr, /refrom: stage 0 comes to 126 layers with --checkpoint every, .* before line 78, /);
  t.regex(failed.stderr, /:78: stage 0 has 125 layers, and an image cannot have more than 125/);
  const [, squash = ''] = /: refrom (checkpoints squash refrom\S+)$/m.exec(failed.stderr) ?? [];
  const resumed = await refrom(['resume', folder]);
  t.regex(resumed.stderr, /has 125 layers, docker build adds 1, .* by refrom checkpoints squash refrom/);
  const squashed = await refrom(squash.split(' '));
  t.regex(squashed.stderr, /^refrom: joined 75 layers into one/);
  const again = await refrom(command);
  t.is(again.exitCode, 0, endOf(again.stderr));
  t.is(await docker('inspect', '-f', '{{len .RootFS.Layers}}', name), '52');
  t.is(await docker('run', '--rm', name, 'cat', '/0', '/75'), '0\n75');
  t.is((await refrom(['resume', folder])).stderr.includes('squash'), false);
});

test('an image that has all layers is joined under another name', async (t) => {
  const base = await makeDeepImage(t, 125);
  const folder = await makeProject(t, { Dockerfile: `FROM ${base}\nRUN echo ${randomUUID()} > /x\n` });
  const { exitCode, stderr } = await refrom(['build', folder]);
  t.is(exitCode, 1);
  const [, squash = ''] = /the base image has them: refrom (checkpoints squash .*?) NAME/.exec(stderr) ?? [];
  const name = imageName(t, 'joined-base');
  t.is((await refrom([...squash.split(' '), name])).exitCode, 0);
  t.is(await docker('inspect', '-f', '{{len .RootFS.Layers}}', name), '1');
  t.is(await docker('run', '--rm', name, 'echo', 'works'), 'works');
});

test('what is no checkpoint is joined only under a name, above what is named', async (t) => {
  const { exitCode, stderr } = await refrom(['checkpoints', 'squash', 'fixture/busybox']);
  t.is(exitCode, 2);
  t.regex(
    stderr,
    /fixture\/busybox is no checkpoint: .*\n {2}refrom checkpoints squash fixture\/busybox NAME --from/,
  );
});
