import type { CnapiClient } from '@triton/clients/cnapi-client';
import type { Logger } from '@triton/logging/create-logger';
import type { VmadmHost } from '@triton/vmadm/vmadm-host';
import type { Config } from './config';
import type { Epochs } from './epochs';
import type { Events } from './events';
import type { Journal } from './journal';
import type { KeyedLock } from './keyed-lock';
import type { ToldVms } from './told-vms';

/** What the parts of the agent may use. */
export interface Context {
  config: Config;
  log: Logger;
  host: VmadmHost;
  cnapi: CnapiClient;
  journal: Journal;
  epochs: Epochs;
  told: ToldVms;
  /** By VM: a task that changes it, and looks whose result is told. */
  locks: KeyedLock;
  events: Events;
  /** Aborted when the agent closes: what is tried for ever then ends, and goes on at the next start. */
  closing: AbortSignal;
}
