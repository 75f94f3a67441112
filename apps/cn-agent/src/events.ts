import type { Metrics } from '@triton/http-server/metrics';

/** Everything that the agent counts. */
export class Events {
  readonly #tasks;
  readonly #seconds;
  readonly #unacknowledged;
  readonly #drifts;

  constructor(metrics: Metrics) {
    this.#tasks = metrics.counter({ name: 'cn_agent_tasks_total', help: 'Tasks run.', labels: ['task', 'status'] });
    this.#seconds = metrics.histogram({
      name: 'cn_agent_task_duration_seconds',
      help: 'Time a task took on the node.',
      labels: ['task'],
      buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 5, 15, 60, 300, 1800],
    });
    this.#unacknowledged = metrics.gauge({
      name: 'cn_agent_reports_waiting',
      help: 'Outcomes that CNAPI has not acknowledged yet.',
    });
    this.#drifts = metrics.counter({
      name: 'cn_agent_drifts_told_total',
      help: 'Changes of VMs that no task made, told and heard.',
      labels: ['cause'],
    });
  }

  taskRan(task: string, status: string, seconds: number): void {
    this.#tasks.inc({ task, status });
    this.#seconds.observe({ task }, seconds);
  }

  driftTold(cause: string): void {
    this.#drifts.inc({ cause });
  }

  reportBegun(): void {
    this.#unacknowledged.inc();
  }

  reportEnded(): void {
    this.#unacknowledged.dec();
  }
}
