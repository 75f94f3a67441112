import { labelName } from '../../../arguments/label-name';
import type { CloudCommand } from '../../../command';
import { findInstance } from '../../../lookup/find-instance';

export const getTag: CloudCommand = {
  name: 'get',
  summary: 'Get the value of a tag of an instance.',
  arguments: '<inst> <tag>',
  options: [{ flags: '-j, --json', description: 'The value as JSON.' }],
  help: `Get the value of a tag of an instance.

Usage:
    triton instance tag get [OPTIONS] INST NAME

Options:
    -h, --help          Show this help.
    -j, --json          The value as JSON: texts in quotes.

Arguments:
    INST        Instance name, id, or short id
    NAME        Name of the tag
`,
  async run(session, [inst = '', key = ''], { json }) {
    const name = labelName(key);
    const { id } = await findInstance(session, inst);
    const value = await session.cloudapi.getMachineTag(id, name);
    session.print(json ? JSON.stringify(value) : String(value));
  },
};
