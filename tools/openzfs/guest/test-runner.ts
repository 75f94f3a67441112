import { expect } from 'expect';

/** One test that did not pass. */
export interface FailedTest {
  readonly name: string;
  readonly error: string;
}

interface Test {
  readonly name: string;
  readonly body: () => unknown;
}

/**
 * Runs tests written for jest where there is no jest: `define` calls `test`, `test.each`, `beforeEach`, `afterEach` and `expect`
 * as if they were global. One after the other; `onDone` is told of each.
 */
export async function runTests(define: () => void, onDone: (line: string) => void): Promise<FailedTest[]> {
  const tests: Test[] = [];
  const before: (() => unknown)[] = [];
  const after: (() => unknown)[] = [];
  const test = (name: string, body: () => unknown): void => void tests.push({ name, body });
  const each =
    (rows: readonly (readonly unknown[])[]) =>
    (name: string, body: (...values: unknown[]) => unknown): void => {
      for (const row of rows) {
        const values = [...row];
        const title = name.replace(/%[sdj]/g, () => String(values.shift()));
        test(title, () => body(...row));
      }
    };
  Object.assign(globalThis, {
    expect,
    test: Object.assign(test, { each }),
    beforeEach: (hook: () => unknown) => void before.push(hook),
    afterEach: (hook: () => unknown) => void after.push(hook),
  });
  define();

  const failed: FailedTest[] = [];
  for (const { name, body } of tests) {
    const error = await firstError([...before, body], after);
    if (error !== undefined) failed.push({ name, error });
    onDone(`${error === undefined ? 'ok    ' : 'FAILED'} ${name}${error === undefined ? '' : `\n${error}`}`);
  }
  return failed;
}

async function firstError(
  steps: readonly (() => unknown)[],
  always: readonly (() => unknown)[],
): Promise<string | undefined> {
  let error: string | undefined;
  const attempt = async (step: () => unknown): Promise<void> => {
    try {
      await step();
    } catch (reason) {
      error ??= reason instanceof Error ? (reason.stack ?? reason.message) : String(reason);
    }
  };
  for (const step of steps) if (error === undefined) await attempt(step);
  for (const step of always) await attempt(step);
  return error;
}
