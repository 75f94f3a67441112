import type { CloudapiClient } from '@triton/clients/cloudapi-client';
import type { Session } from '../../session';

/** What one of the commands `rbac user`, `rbac role` and `rbac policy` is about. */
export interface AccessKind {
  /** `user`, `role`, `policy`; and several of them. */
  name: string;
  plural: string;
  /** What a new one is like: what an editor opens on. */
  template: object;
  /** Of what is shown, what may be changed. */
  editable: readonly string[];
  get(cloudapi: CloudapiClient, name: string): Promise<object>;
  /** `input` is what the user wrote; the service says what is wrong with it. */
  create(session: Session, input: object): Promise<{ id: string }>;
  update(cloudapi: CloudapiClient, name: string, input: object): Promise<object>;
  remove(cloudapi: CloudapiClient, name: string): Promise<void>;
}
