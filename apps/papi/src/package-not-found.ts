import { ResourceNotFoundError } from '@triton/errors/resource-not-found-error';

const LONGEST_ECHO = 64;

/** The one sentence for a package that is not there, or not there for who asks. */
export function packageNotFound(uuid: string): ResourceNotFoundError {
  return new ResourceNotFoundError(`Package ${uuid.slice(0, LONGEST_ECHO)} does not exist`);
}
