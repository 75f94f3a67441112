import { sessionDifferences } from './recorded-sessions.mjs';

/** What a run found: lines for the screen, the record to keep, and whether all is well. */
export function summarize({ versions, results, only }) {
  const { contract, sessions, reservations, random, differences = [], 'vmadm-life': life } = results;
  const changed = sessions ? sessionDifferences(sessions) : [];
  const commands = random?.episodes.reduce((sum, { steps }) => sum + steps.length, 0) ?? 0;
  const parts = {
    contract: contract && { passed: contract.passed, failed: contract.failed.length },
    sessions: sessions && { commands: countCommands(sessions), differences: changed.length },
    reservations: reservations && { passed: reservations.passed, failed: reservations.failed.length },
    random: random && { seed: random.seed, commands, differences: differences.length },
    vmadm: life && { passed: life.passed, failed: life.failed.length },
  };
  const broken = only.filter((name) => !results[name]);
  const faults = [
    ...broken.map((name) => `${name} did not end`),
    ...(contract?.failed ?? []).map(({ name, error }) => `contract: ${name}\n${error}`),
    ...changed.map((text) => `sessions: ${text}`),
    ...(reservations?.failed ?? []).map((text) => `reservations: ${text}`),
    ...(life?.failed ?? []).map((text) => `vmadm: ${text}`),
    ...differences.map(describe),
  ];
  const result = { when: new Date().toISOString().slice(0, 10), versions, ...parts };
  return { lines: [...faults, JSON.stringify(result)], result, passed: faults.length === 0 };
}

function countCommands(sessions) {
  return Object.values(sessions).reduce((sum, text) => sum + text.match(/^\$ zfs /gm).length, 0);
}

function describe({ line, prefix, what }) {
  return [`random: ${line}`, ...what.map((text) => `  ${text}`), `  after ${prefix.length - 1} commands:`]
    .concat(prefix.map((command) => `    ${command}`))
    .join('\n');
}
