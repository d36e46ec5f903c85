// Reads the TAP that ava prints, line by line, while the tests run.

/**
 * @param {AsyncIterable<string>} lines
 * @param {(line: string) => void} print gets a line a test, and what a failed test has to say
 * @returns {Promise<{ passed: string[], failed: string[], skipped: string[], isComplete: boolean }>} titles, and
 *   whether ava came to its end: its TAP reporter dies of a test that calls process.exit() or hangs
 */
export async function readTap(lines, print) {
  const titles = { passed: [], failed: [], skipped: [], isComplete: false };
  let isDiagnosing = false;
  for await (const line of lines) {
    const result = readResult(line);
    if (result) {
      titles[result.status].push(result.title);
      isDiagnosing = result.status === 'failed';
      print(`${words[result.status]} ${result.title}`);
    } else if (line.startsWith('1..')) {
      titles.isComplete = true;
      isDiagnosing = false;
    } else if (isDiagnosing) {
      print(`    ${line}`);
    }
  }
  return titles;
}

const words = { passed: 'ok', failed: 'FAILED', skipped: 'skipped' };

function readResult(line) {
  // Of a file that ends before its tests do, ava speaks in a comment.
  if (/^# \d+ tests? remaining in /.test(line)) return { status: 'failed', title: line.slice(2) };
  const match = /^(?<not>not )?ok \d+ - (?<title>.*?)(?: # (?<directive>SKIP|TODO))?$/.exec(line);
  if (!match) return undefined;
  const { not, title, directive } = match.groups;
  if (directive) return { status: 'skipped', title };
  return { status: not ? 'failed' : 'passed', title };
}
