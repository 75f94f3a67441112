import { planFaults } from './plan-faults';

const WORLD = {
  seconds: 600,
  services: ['cloudapi', 'vmapi', 'vmapi-runner', 'vmapi-runner2', 'cnapi', 'cn0', 'cn1'],
  nodes: ['cn0', 'cn1'],
  links: ['postgres', 'redis', 'cnapi', 'vmapi'],
};

test('the same seed is the same faults, another seed is others', () => {
  expect(planFaults({ ...WORLD, seed: 7 })).toEqual(planFaults({ ...WORLD, seed: 7 }));
  expect(planFaults({ ...WORLD, seed: 8 })).not.toEqual(planFaults({ ...WORLD, seed: 7 }));
});

test.each([1, 2, 3, 42])(
  'ten minutes hold at least 200 faults, of every kind and on every target (seed %i)',
  (seed) => {
    const faults = planFaults({ ...WORLD, seed });
    expect(faults.length).toBeGreaterThanOrEqual(200);
    expect(new Set(faults.map(({ kind }) => kind)).size).toBe(9);
    const targets = [...WORLD.services, 'postgres', 'redis'].sort();
    expect([...new Set(faults.map(({ target }) => target))].sort()).toEqual(targets);
    expect(faults.some(({ kind, lastsMs }) => kind === 'freeze' && lastsMs > 15_000)).toBe(true);
  },
);

test('they come in order, end with the run, and what is mended has a respite', () => {
  const faults = planFaults({ ...WORLD, seed: 5 });
  const times = faults.map(({ atMs }) => atMs);
  expect(times).toEqual([...times].sort((one, other) => one - other));
  expect(times.at(-1)).toBeLessThan(600_000);
  const processes = faults.filter(({ kind }) => !kind.endsWith('-command'));
  for (const target of WORLD.services) {
    const own = processes.filter((fault) => fault.target === target);
    own.slice(1).forEach(({ atMs }, index) => {
      const before = own[index];
      expect(atMs).toBeGreaterThanOrEqual((before?.atMs ?? 0) + (before?.lastsMs ?? 0) + 3_000);
    });
  }
});
