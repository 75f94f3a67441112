import { labelsInput } from '../../../arguments/labels-input';
import type { CloudCommand } from '../../../command';
import { findInstance } from '../../../lookup/find-instance';
import { JSON_OPTION, printObject } from '../../../output/print-object';
import { finish } from '../../../wait/finish';
import { waitLimit } from '../../../wait/wait-limit';
import { WAIT_HELP, WAIT_OPTIONS } from '../../../wait/wait-options';

export const setMetadata: CloudCommand = {
  name: 'set',
  summary: 'Set metadata of an instance, and keep the others.',
  arguments: '<inst> [pairs...]',
  options: [
    { flags: '-f, --file <file>', description: 'A file with a JSON object of metadata.' },
    JSON_OPTION,
    ...WAIT_OPTIONS,
  ],
  help: `Set metadata of an instance, and keep the others.

Usage:
    triton instance metadata set [OPTIONS] INST [KEY=VALUE ...]
    triton instance metadata set [OPTIONS] INST -f FILE

Options:
    -h, --help          Show this help.
    -f, --file=FILE     A file with a JSON object of metadata; "-" for standard
                        input. Arguments go before it.
    -j, --json          JSON output on one line.
${WAIT_HELP}
Where "INST" is an instance name, id, or short id. true, false and numbers are
sent as such. Prints all metadata that the instance will have.
`,
  async run(session, [inst = '', ...pairs], options) {
    const limitMs = waitLimit(options);
    const metadata = await labelsInput(session, pairs, options.file);
    const { id, name } = await findInstance(session, inst);
    const { body, ...started } = await session.cloudapi.updateMachineMetadata(id, metadata);
    const begun = `Setting metadata of instance ${name} (${id})`;
    const said = { begun, done: `Set metadata of instance ${name} (${id})`, already: `Nothing had to be set` };
    // The result is the object alone.
    await finish({ ...session, print: session.note }, { machineId: id, started, ...said, limitMs });
    printObject(session, body, options);
  },
};
