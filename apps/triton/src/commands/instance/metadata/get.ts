import { labelName } from '../../../arguments/label-name';
import type { CloudCommand } from '../../../command';
import { findInstance } from '../../../lookup/find-instance';

export const getMetadata: CloudCommand = {
  name: 'get',
  summary: 'Get the value of a metadata key of an instance.',
  arguments: '<inst> <name>',
  options: [{ flags: '-j, --json', description: 'The value as JSON.' }],
  help: `Get the value of a metadata key of an instance.

Usage:
    triton instance metadata get [OPTIONS] INST KEY

Options:
    -h, --help          Show this help.
    -j, --json          The value as JSON: texts in quotes.

Arguments:
    INST        Instance name, id, or short id
    KEY         The key
`,
  async run(session, [inst = '', key = ''], { json }) {
    const name = labelName(key);
    const { id } = await findInstance(session, inst);
    const value = await session.cloudapi.getMachineMetadata(id, name);
    session.print(json ? JSON.stringify(value) : String(value));
  },
};
