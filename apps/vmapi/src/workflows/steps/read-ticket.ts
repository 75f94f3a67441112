import type { StepResults } from '@triton/workflow/workflow';

/** The ticket that `cnapi.acquire_vm_ticket` got; undefined when it has no result yet. */
export function readTicket(results: StepResults): { uuid: string; active: boolean } | undefined {
  return results['cnapi.acquire_vm_ticket'] as { uuid: string; active: boolean } | undefined;
}

/** The same, for steps that come after it. */
export function demandTicket(results: StepResults): { uuid: string; active: boolean } {
  const ticket = readTicket(results);
  if (!ticket) throw new Error('this step runs only after cnapi.acquire_vm_ticket');
  return ticket;
}
