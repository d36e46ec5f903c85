import test from 'ava';
import { codeSpan, fencedBlock, plainText, prose } from '../../../src/report/transcript/markdown.js';

const spans = test.macro<[text: string, span: string]>({
  exec: (t, text, span) => {
    t.is(codeSpan(text), span);
  },
  title: (_, text) => `${JSON.stringify(text)} as code in a line`,
});

test(spans, 'RUN make', '`RUN make`');
test(spans, 'RUN echo `id`', '`` RUN echo `id` ``');
test(spans, 'a ``` b', '````a ``` b````');
test(spans, 'two\n  lines', '`two lines`');
test(spans, '', '`  `');

test('a fence is longer than any run of backticks inside', (t) => {
  t.is(fencedBlock('text', 'a\n'), '```text\na\n```\n\n');
  t.is(fencedBlock('', '```` x'), '`````\n```` x\n`````\n\n');
});

test('controls and colours are gone from text', (t) => {
  t.is(plainText('\u001b[31mred\u001b[0m\u0007 \u001b]0;title\u0007end\r\n\tx'), 'red end\n\tx');
});

test('a sentence of others is no Markdown', (t) => {
  t.is(prose('*a* [b](c) <d>\n# e'), String.raw`\*a\* \[b\](c) \<d\> \# e`);
});
