import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';

export interface MetricOptions {
  name: string;
  help: string;
  labels?: readonly string[];
}

/** Seconds. The tail is for long waits (`/jobs/:uuid/wait`). */
const LATENCY_BUCKETS = [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60];

/** The metrics of one process, in a registry of their own: two apps in one test process do not share numbers. */
export class Metrics {
  readonly #registry = new Registry();
  readonly #requests: Histogram;

  constructor(service: string) {
    this.#registry.setDefaultLabels({ service });
    this.#requests = this.histogram({
      name: 'http_request_duration_seconds',
      help: 'Time from the head of a request to the end of its answer.',
      labels: ['operation', 'status'],
      buckets: LATENCY_BUCKETS,
    });
  }

  /** Memory, CPU, event loop and GC of the process; for main.ts, since they are of the process and not of an app. */
  collectProcess(): void {
    collectDefaultMetrics({ register: this.#registry });
  }

  counter(options: MetricOptions): Counter {
    return new Counter({ ...this.#common(options) });
  }

  gauge(options: MetricOptions): Gauge {
    return new Gauge({ ...this.#common(options) });
  }

  histogram(options: MetricOptions & { buckets: readonly number[] }): Histogram {
    return new Histogram({ ...this.#common(options), buckets: [...options.buckets] });
  }

  observeRequest(operation: string, status: number, seconds: number): void {
    this.#requests.observe({ operation, status: String(status) }, seconds);
  }

  get contentType(): string {
    return this.#registry.contentType;
  }

  /** The exposition text of /metrics. */
  text(): Promise<string> {
    return this.#registry.metrics();
  }

  #common({ name, help, labels = [] }: MetricOptions) {
    return { name, help, labelNames: [...labels], registers: [this.#registry] };
  }
}
