import type { Metrics } from '@triton/http-server/metrics';
import type { TaskRow, TicketRow } from './tables';

/** Everything that CNAPI counts. A metric and the line that sets it cannot drift apart when both are here. */
export class Events {
  readonly #tickets;
  readonly #tasks;
  readonly #taskSeconds;
  readonly #requeued;
  readonly #allocations;

  constructor(metrics: Metrics) {
    const seconds = [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 5, 15, 60, 300, 1800];
    this.#tickets = metrics.counter({ name: 'cnapi_tickets_total', help: 'Tickets, by event.', labels: ['status'] });
    this.#tasks = metrics.counter({ name: 'cnapi_tasks_total', help: 'Tasks ended.', labels: ['task', 'status'] });
    this.#taskSeconds = metrics.histogram({
      name: 'cnapi_task_duration_seconds',
      help: 'Time from the record of a task to its end.',
      labels: ['task'],
      buckets: seconds,
    });
    this.#requeued = metrics.counter({ name: 'cnapi_tasks_requeued_total', help: 'Tasks put on a queue again.' });
    this.#allocations = metrics.counter({
      name: 'cnapi_allocations_total',
      help: 'Requests for a server, by result.',
      labels: ['result'],
    });
  }

  ticket(status: TicketRow['status']): void {
    this.#tickets.inc({ status });
  }

  taskEnded({ task, status, created_at, finished_at }: TaskRow): void {
    this.#tasks.inc({ task, status });
    if (finished_at) this.#taskSeconds.observe({ task }, (finished_at.getTime() - created_at.getTime()) / 1000);
  }

  requeued(count: number): void {
    this.#requeued.inc(count);
  }

  allocation(result: 'found' | 'none'): void {
    this.#allocations.inc({ result });
  }
}
