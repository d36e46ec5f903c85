// The page that is made of a story.
import test from 'ava';
import { readStory } from '../helpers/story/read-story.js';
import { renderPage } from '../helpers/story/render-page.js';

test('a page shows files, prose, commands, keys and screens in their order', (t) => {
  const story = readStory(`# One step

It begins.

    $ refrom debug -t {image} .
    sees next
    types jj
    presses Esc
    screen first
    enters ls \`pwd\`
    ends 0
    runs cat /count
    prints one
`);
  const page = renderPage({
    name: 'one-step',
    story,
    files: new Map([['Dockerfile', 'FROM busybox\nADD http://{server}/x /\n']]),
    screens: new Map([['first', ' refrom\n```\n']]),
  });
  t.is(
    page,
    `# One step

\`Dockerfile\`:

\`\`\`dockerfile
FROM busybox
ADD http://127.0.0.1:8000/x /
\`\`\`

It begins.

\`\`\`sh
$ refrom debug -t app .
\`\`\`

Keys: \`jj\`, Esc

\`\`\`\`text
 refrom
\`\`\`
\`\`\`\`

Keys: \`\` ls \`pwd\` \`\` and Enter

The exit status is 0.

\`\`\`sh
$ cat /count
one
\`\`\`

*Played by \`test/terminal/stories.ts\`, as [its script](../../fixtures/stories/one-step/story.md) says; [more stories](../stories.md).*
`,
  );
});
