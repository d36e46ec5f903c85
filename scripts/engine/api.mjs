// The few requests the preparation makes of an engine, so that it needs neither curl nor the docker CLI.
//   node api.mjs HOST ping
//   node api.mjs HOST missing IMAGE...                      prints those the engine does not have
//   node api.mjs HOST import IMAGE TAR COMMAND [PLATFORM]   COMMAND, one word, becomes the image's Cmd
//   node api.mjs HOST copy IMAGE FROM                       from the engine at FROM, its platform and all
// HOST is unix://PATH or tcp://NAME:PORT. Exits 1, with a sentence, when the engine does not do it.
import { createReadStream } from 'node:fs';
import { request } from 'node:http';
import { pipeline } from 'node:stream/promises';

const pingTimeoutMilliseconds = 3000;
const largestAnswerCharacters = 1_000_000;

const [host, verb, ...parameters] = process.argv.slice(2);
const verbs = { ping, missing: printMissingImages, import: importImage, copy: copyImage };

try {
  await verbs[verb](...parameters);
} catch (error) {
  process.stderr.write(`refrom: ${host}: ${error.message}\n`);
  process.exitCode = 1;
}

async function ping() {
  const { status } = await send({ path: '/_ping', timeoutMilliseconds: pingTimeoutMilliseconds });
  if (status !== 200) throw new Error(`what answers is no Docker engine (HTTP status ${status})`);
}

async function printMissingImages(...images) {
  for (const image of images) {
    const { status, text } = await send({ path: `/images/${image}/json` });
    if (status === 404) process.stdout.write(`${image}\n`);
    else if (status !== 200) throw new Error(`cannot look for ${image}: ${text.trim()}`);
  }
}

async function importImage(image, tar, command, platform) {
  const [repo, tag] = image.split(':');
  const query = new URLSearchParams({ fromSrc: '-', repo, tag, changes: `CMD ["${command}"]` });
  if (platform) query.set('platform', platform);
  const { status, text } = await send({
    method: 'POST',
    path: `/images/create?${query}`,
    headers: { 'content-type': 'application/x-tar' },
    body: createReadStream(tar),
  });
  // The engine says 200 before it has read the archive; what goes wrong later is in its stream of messages.
  const failure = /"error":"([^"]*)"/.exec(text)?.[1];
  if (status !== 200 || failure) throw new Error(`cannot import ${image}: ${failure ?? text.trim()}`);
}

/** Docker 20.10 imports an image for the platform it is of itself, and loads one for any. */
async function copyImage(image, from) {
  const saved = await new Promise((resolve, reject) =>
    request({ ...address(from), path: `/images/${image}/get` })
      .once('error', reject)
      .once('response', resolve)
      .end(),
  );
  const { status, text } = await send({
    method: 'POST',
    path: '/images/load?quiet=1',
    headers: { 'content-type': 'application/x-tar' },
    body: saved,
  });
  const failure = /"error":"([^"]*)"/.exec(text)?.[1];
  if (saved.statusCode !== 200 || status !== 200 || failure)
    throw new Error(`cannot copy ${image}: ${failure ?? text.trim()}`);
}

function send({ method = 'GET', path, headers, body, timeoutMilliseconds = 0 }) {
  return new Promise((resolve, reject) => {
    const outgoing = request({ ...address(), method, path, headers, timeout: timeoutMilliseconds });
    outgoing.once('timeout', () => outgoing.destroy(new Error(`no answer in ${timeoutMilliseconds} ms`)));
    outgoing.once('error', reject);
    outgoing.once('response', (incoming) => {
      let text = '';
      incoming.setEncoding('utf8');
      incoming.on('data', (chunk) => {
        if (text.length < largestAnswerCharacters) text += chunk;
      });
      incoming.once('error', reject);
      incoming.once('end', () => resolve({ status: incoming.statusCode, text }));
    });
    if (body) pipeline(body, outgoing).catch(reject);
    else outgoing.end();
  });
}

function address(of = host) {
  if (of.startsWith('unix://')) return { socketPath: of.slice('unix://'.length), host: 'docker' };
  const { hostname, port } = new URL(of.replace(/^tcp:/, 'http:'));
  return { host: hostname.replace(/^\[|\]$/g, ''), port: port || 2375 };
}
