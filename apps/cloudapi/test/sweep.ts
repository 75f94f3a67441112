import type { EndpointFacts } from '@triton/http-server/endpoint';
import { describeEndpoints } from '@triton/http-server/describe-endpoints';
import { endpoints } from '../src/endpoints';

/** Every operation that needs a caller, from the table itself: one that is added is swept without anyone remembering to. */
export const signedOperations: EndpointFacts[] = describeEndpoints(endpoints).filter((facts) => facts.public !== true);

/** Their names, for `test.each`. */
export const signedNames = signedOperations.map(({ name }) => name);

export function operation(name: string): EndpointFacts {
  const found = signedOperations.find((facts) => facts.name === name);
  if (!found) throw new Error(`${name} is not in the table`);
  return found;
}

/** A path of the operation with each parameter replaced by its value. */
export function pathOf({ path }: EndpointFacts, values: Record<string, string>): string {
  return path.replace(/:(\w+)/g, (_all, name: string) => encodeURIComponent(values[name] ?? ''));
}

/** A body that the operation takes, so that what is refused is refused for the reason under test. */
export function goodBody({ name, method, action }: EndpointFacts, image: string, pkg: string): unknown {
  if (method === 'get' || method === 'delete') return undefined;
  if (name === 'RenameMachine') return { action, name: 'renamed' };
  if (action !== undefined) return { action };
  switch (name) {
    case 'CreateMachine':
      return { image, package: pkg };
    case 'CreateMachineDisk':
      return { size: 1024 };
    case 'ResizeMachineDisk':
      return { size: 30_720 };
    case 'CreateKey':
      return { key: 'ssh-ed25519 AAAA' };
    default:
      throw new Error(`${name} is new: say here what a good body of it is`);
  }
}
