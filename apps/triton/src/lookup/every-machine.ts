import type { Machine } from '@triton/schemas/machine';
import type { Session } from '../session';

/** The most that CloudAPI gives in one answer. */
const PAGE = 1000;

/** All pages of the machines that `filter` lets through. */
export async function everyMachine(
  { cloudapi }: Pick<Session, 'cloudapi'>,
  filter: Readonly<Record<string, string>> = {},
): Promise<Machine[]> {
  const machines: Machine[] = [];
  for (;;) {
    const page = await cloudapi.listMachines({ ...filter, limit: PAGE, offset: machines.length });
    machines.push(...page);
    if (page.length < PAGE) return machines;
  }
}
