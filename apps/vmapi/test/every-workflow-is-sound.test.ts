import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { vmWorkflows } from '../src/workflows/vm-workflows';

const ignore = () => undefined;

/**
 * The names of what a test file describes at its top, without running any of it: jest's own words are exchanged for ones
 * that only listen.
 */
function describedIn(file: string): string[] {
  const described: string[] = [];
  const silent = { test: ignore, beforeAll: ignore, afterAll: ignore, beforeEach: ignore, afterEach: ignore };
  const listening = { ...silent, describe: (name: string) => void described.push(name) };
  const before = Object.fromEntries(Object.keys(listening).map((name) => [name, Reflect.get(globalThis, name)]));
  Object.assign(globalThis, listening);
  try {
    require(file);
  } finally {
    Object.assign(globalThis, before);
  }
  return described;
}

test('every workflow that a runner may meet is proven sound, step by step', () => {
  const files = readdirSync(__dirname).filter((name) => name.endsWith('-workflows.test.ts'));
  const described = new Set(files.flatMap((name) => describedIn(join(__dirname, name))));
  const unproven = vmWorkflows.all().filter(({ name }) => !described.has(`${name} is sound:`));
  expect(unproven.map(({ name, version }) => `${name}-${version}`)).toEqual([]);
  expect(vmWorkflows.all().length).toBeGreaterThan(10);
});

test('a workflow without a proof would be found', () => {
  jest.resetModules();
  const described = describedIn(join(__dirname, 'disk-workflows.test.ts'));
  expect(described).toContain('create-disk is sound:');
  expect(described).not.toContain('provision is sound:');
});
