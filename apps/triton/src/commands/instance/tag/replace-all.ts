import { labelsInput } from '../../../arguments/labels-input';
import type { CloudCommand } from '../../../command';
import { findInstance } from '../../../lookup/find-instance';
import { JSON_OPTION, printObject } from '../../../output/print-object';
import { finish } from '../../../wait/finish';
import { waitLimit } from '../../../wait/wait-limit';
import { WAIT_HELP, WAIT_OPTIONS } from '../../../wait/wait-options';

export const replaceTags: CloudCommand = {
  name: 'replace-all',
  summary: 'Replace all tags of an instance by these.',
  arguments: '<inst> [pairs...]',
  options: [
    { flags: '-f, --file <file>', description: 'A file with a JSON object of tags.' },
    JSON_OPTION,
    ...WAIT_OPTIONS,
  ],
  help: `Replace all tags of an instance by these.

Usage:
    triton instance tag replace-all [OPTIONS] INST [NAME=VALUE ...]
    triton instance tag replace-all [OPTIONS] INST -f FILE

Options:
    -h, --help          Show this help.
    -f, --file=FILE     A file with a JSON object of tags; "-" for standard
                        input. Arguments go before it.
    -j, --json          JSON output on one line.
${WAIT_HELP}
Where "INST" is an instance name, id, or short id. true, false and numbers are
sent as such. Prints all tags that the instance will have.
`,
  async run(session, [inst = '', ...pairs], options) {
    const limitMs = waitLimit(options);
    const tags = await labelsInput(session, pairs, options.file);
    const { id, name } = await findInstance(session, inst);
    const { body, ...started } = await session.cloudapi.replaceMachineTags(id, tags);
    const begun = `Replacing tags of instance ${name} (${id})`;
    const said = { begun, done: `Replaced tags of instance ${name} (${id})`, already: `Nothing had to be set` };
    // The result is the object alone.
    await finish({ ...session, print: session.note }, { machineId: id, started, ...said, limitMs });
    printObject(session, body, options);
  },
};
