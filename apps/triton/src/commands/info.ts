import type { CloudCommand } from '../command';
import { everyMachine } from '../lookup/every-machine';
import { JSON_OPTION } from '../output/print-object';
import { sizeText } from '../output/size-text';

export const info: CloudCommand = {
  name: 'info',
  summary: 'Print a summary of the account and its instances.',
  options: [JSON_OPTION],
  help: `Print a summary of the account and its instances.

Usage:
    triton info [OPTIONS]

Options:
    -h, --help          Show this help.
    -j, --json          JSON output on one line; sizes in mebibytes.
`,
  async run(session, _args, { json }) {
    const [account, machines] = await Promise.all([session.cloudapi.getAccount(), everyMachine(session)]);
    const sum = (field: 'disk' | 'memory'): number => machines.reduce((total, machine) => total + machine[field], 0);
    const states = [...new Set(machines.map(({ state }) => state))].sort();
    const counts = Object.fromEntries(
      states.map((state) => [state, machines.filter((machine) => machine.state === state).length]),
    );
    const name = [account.firstName, account.lastName].filter(Boolean).join(' ');
    const facts = {
      login: account.login,
      ...(name ? { name } : {}),
      email: account.email,
      url: session.profile.url,
    };
    const totals = { totalDisk: sum('disk'), totalMemory: sum('memory'), totalInstances: machines.length };
    if (json) return session.print(JSON.stringify({ ...facts, ...totals, instances: counts }));
    const lines = { ...facts, totalDisk: sizeText(totals.totalDisk), totalMemory: sizeText(totals.totalMemory) };
    for (const [key, value] of Object.entries(lines)) session.print(`${key}: ${value}`);
    session.print(`instances: ${machines.length}`);
    for (const [state, count] of Object.entries(counts)) session.print(`    ${state}: ${count}`);
  },
};
