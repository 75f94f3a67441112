/** What a run found: lines for the screen, the record to keep, and whether all is well. */
export function summarize({ versions, results, only }) {
  const { contract, random, differences = [], 'vmadm-life': life } = results;
  const commands = random?.episodes.reduce((sum, { steps }) => sum + steps.length, 0) ?? 0;
  const parts = {
    contract: contract && { passed: contract.passed, failed: contract.failed.length },
    random: random && { seed: random.seed, commands, differences: differences.length },
    vmadm: life && { passed: life.passed, failed: life.failed.length },
  };
  const broken = only.filter((name) => !results[name]);
  const faults = [
    ...broken.map((name) => `${name} did not end`),
    ...(contract?.failed ?? []).map(({ name, error }) => `contract: ${name}\n${error}`),
    ...(life?.failed ?? []).map((text) => `vmadm: ${text}`),
    ...differences.map(describe),
  ];
  const result = { when: new Date().toISOString().slice(0, 10), versions, ...parts };
  return { lines: [...faults, JSON.stringify(result)], result, passed: faults.length === 0 };
}

function describe({ line, prefix, what }) {
  return [`random: ${line}`, ...what.map((text) => `  ${text}`), `  after ${prefix.length - 1} commands:`]
    .concat(prefix.map((command) => `    ${command}`))
    .join('\n');
}
