import type { EndpointFacts } from '@triton/http-server/endpoint';
import { describeEndpoints } from '@triton/http-server/describe-endpoints';
import { endpoints } from '../src/endpoints';
import { newKeyPair } from './key-pairs';

const NEW_KEY = newKeyPair().publicKey.openssh;

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
  if (name === 'ResizeMachine') return { action, package: pkg };
  if (action !== undefined) return { action };
  switch (name) {
    case 'CreateMachine':
      return { image, package: pkg };
    case 'CreateMachineDisk':
      return { size: 1024 };
    case 'ResizeMachineDisk':
      return { size: 30_720 };
    case 'CreateKey':
    case 'CreateUserKey':
      return { name: 'new', key: NEW_KEY };
    case 'UpdateAccount':
    case 'UpdateUser':
      return { city: 'Vienna' };
    case 'CreateUser':
      return { login: 'new', email: 'new@acme.example', password: 'secret-1' };
    case 'ChangeUserPassword':
      return { password: 'secret-2', password_confirmation: 'secret-2' };
    case 'CreateRole':
      return { name: 'new', members: ['bob'], policies: ['reading'] };
    case 'UpdateRole':
      return { policies: ['reading'] };
    case 'CreatePolicy':
      return { name: 'new', rules: ['CAN getmachine'] };
    case 'UpdatePolicy':
      return { description: 'other' };
    case 'CreateMachineSnapshot':
      return { name: 'new' };
    case 'StartMachineFromSnapshot':
      return {};
    case 'AddMachineTags':
    case 'ReplaceMachineTags':
    case 'UpdateMachineMetadata':
      return { color: 'red' };
    default:
      throw new Error(`${name} is new: say here what a good body of it is`);
  }
}
