export interface CreateTicketInput {
  scope: string;
  /** What is to be changed: of scope `vm` the VM's uuid. */
  id: string;
  action: string;
  /** ISO 8601. */
  expires_at?: string;
  /** The same key is the same ticket. */
  key?: string;
  /** The job that CNAPI wakes when the ticket becomes active. */
  waiter?: string;
  extra?: Record<string, unknown>;
}
