/** A process of the deployment, or an operator, that asks another: who its credential says it is. */
export interface ServiceCaller {
  /** As the callers file has it: whose credential it is. */
  name: string;
  /** `cloudapi`, `vmapi`…; all agents of compute nodes are `agent`, all operators `operator`. */
  role: string;
  /** The compute node, of an agent. */
  serverUuid?: string;
}

/** May do everything. */
export const OPERATOR = 'operator';
export const AGENT = 'agent';

const NAME = /^[a-z][a-z0-9-]{0,99}$/;
const OPERATOR_NAME = /^operator-[a-z0-9-]+$/;
const AGENT_NAME = /^agent-([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})$/;

/**
 * The caller that a name of the credentials stands for: `agent-<server_uuid>` is one compute node's, `operator-<name>` one
 * operator's of several.
 */
export function callerNamed(name: string): ServiceCaller | undefined {
  const [, serverUuid] = AGENT_NAME.exec(name) ?? [];
  if (serverUuid !== undefined) return { name, role: AGENT, serverUuid };
  if (!NAME.test(name) || name.startsWith(AGENT)) return undefined;
  return { name, role: OPERATOR_NAME.test(name) ? OPERATOR : name };
}
