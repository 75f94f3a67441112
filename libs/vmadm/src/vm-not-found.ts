import { VmadmError } from './vmadm-error';

export function vmNotFound(uuid: string): VmadmError {
  return new VmadmError('VmNotFound', `VM ${uuid.slice(0, 64)} not found`);
}
