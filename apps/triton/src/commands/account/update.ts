import type { UpdateAccountInput } from '@triton/schemas/account';
import { readInputJson } from '../../arguments/read-input-json';
import type { CloudCommand } from '../../command';
import { JSON_OPTION, printObject } from '../../output/print-object';
import { quote } from '../../output/quote';
import { UsageError } from '../../usage-error';

export const updateAccount: CloudCommand = {
  name: 'update',
  summary: 'Update the account of the profile.',
  arguments: '[fields...]',
  options: [{ flags: '-f, --file <file>', description: 'A file with a JSON object of fields.' }, JSON_OPTION],
  help: `Update the account of the profile.

Usage:
    triton account update [OPTIONS] [FIELD=VALUE ...]
    triton account update [OPTIONS] -f FILE

Options:
    -h, --help          Show this help.
    -f, --file=FILE     A file with a JSON object of fields; "-" for standard
                        input. Arguments go before it.
    -j, --json          JSON output on one line.

Where "FIELD" is one of email, companyName, firstName, lastName, address,
postalCode, city, state, country, phone, triton_cns_enabled. An empty VALUE
takes a field away. Prints the account as it is now.
`,
  async run(session, pairs, options) {
    const input = { ...(await fieldsIn(session, options.file)), ...Object.fromEntries(pairs.map(fieldOf)) };
    if (Object.keys(input).length === 0)
      throw new UsageError('nothing is given to update: add FIELD=VALUE, or -f FILE');
    // Which fields there are, and what they may be, is for the service to say.
    const account = await session.cloudapi.updateAccount(input as UpdateAccountInput);
    printObject(session, account, options);
  },
};

function fieldOf(pair: string): [string, string | boolean] {
  const at = pair.indexOf('=');
  if (at < 1) throw new UsageError(`${quote(pair)} is not FIELD=VALUE`);
  const [field, value] = [pair.slice(0, at), pair.slice(at + 1)];
  const isSwitch = field === 'triton_cns_enabled' && (value === 'true' || value === 'false');
  return [field, isSwitch ? value === 'true' : value];
}

async function fieldsIn(session: Parameters<typeof readInputJson>[0], file: unknown): Promise<object> {
  if (file === undefined) return {};
  const content = await readInputJson(session, String(file));
  if (typeof content === 'object' && content !== null && !Array.isArray(content)) return content;
  throw new UsageError(`${quote(String(file))} must hold a JSON object`);
}
