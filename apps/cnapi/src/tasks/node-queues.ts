import type { Queue } from '@triton/queue/open-queue';

export interface NodeMessage {
  task_id: string;
}

/** The queues of the compute nodes, opened when first used. A queue carries ids only: the node asks CNAPI for the record. */
export class NodeQueues {
  readonly #open: (serverUuid: string) => Queue<NodeMessage>;
  readonly #queues = new Map<string, Queue<NodeMessage>>();

  constructor(open: (serverUuid: string) => Queue<NodeMessage>) {
    this.#open = open;
  }

  /** Puts the task on its node's queue, where it is once however often it is sent. */
  async send(serverUuid: string, taskId: string): Promise<void> {
    let queue = this.#queues.get(serverUuid);
    if (!queue) {
      queue = this.#open(serverUuid);
      this.#queues.set(serverUuid, queue);
    }
    await queue.add(taskId, { task_id: taskId });
  }

  async close(): Promise<void> {
    await Promise.all([...this.#queues.values()].map((queue) => queue.close()));
    this.#queues.clear();
  }
}
