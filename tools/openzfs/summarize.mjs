import { sessionDifferences } from './recorded-sessions.mjs';

/** What a run found: lines for the screen, the record to keep, and whether all is well. */
export function summarize({ versions, results, only }) {
  const { contract, sessions, reservations, random = [], differences = [], 'vmadm-life': life } = results;
  const changed = sessions ? sessionDifferences(sessions) : [];
  const when = new Date().toISOString().slice(0, 10);
  const passes = ({ passed, failed }) => ({ when, passed, failed: failed.length });
  const result = {
    versions,
    ...(contract && { contract: passes(contract) }),
    ...(sessions && { sessions: { when, commands: countCommands(sessions), differences: changed.length } }),
    ...(reservations && { reservations: passes(reservations) }),
    ...(life && { vmadm: passes(life) }),
    ...(results.random && {
      random: random.map(({ seed, episodes }, index) => ({
        when,
        seed,
        commands: episodes.reduce((sum, { steps }) => sum + steps.length, 0),
        differences: differences[index].length,
      })),
    }),
  };
  const broken = only.filter((name) => !results[name]);
  const faults = [
    ...broken.map((name) => `${name} did not end`),
    ...(contract?.failed ?? []).map(({ name, error }) => `contract: ${name}\n${error}`),
    ...changed.map((text) => `sessions: ${text}`),
    ...(reservations?.failed ?? []).map((text) => `reservations: ${text}`),
    ...(life?.failed ?? []).map((text) => `vmadm: ${text}`),
    ...differences.flatMap((some, index) => some.map((one) => describe(random[index].seed, one))),
  ];
  return { lines: [...faults, JSON.stringify(result)], result, passed: faults.length === 0 };
}

function countCommands(sessions) {
  return Object.values(sessions).reduce((sum, text) => sum + text.match(/^\$ zfs /gm).length, 0);
}

function describe(seed, { line, prefix, what }) {
  return [`random, seed ${seed}: ${line}`, ...what.map((text) => `  ${text}`), `  after ${prefix.length - 1} commands:`]
    .concat(prefix.map((command) => `    ${command}`))
    .join('\n');
}
