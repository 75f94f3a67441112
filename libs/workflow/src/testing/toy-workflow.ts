import { waiting } from '../waiting';
import type { Waiting } from '../waiting';
import type { Step, Workflow } from '../workflow';
import type { World } from './world';

export interface ToyJob {
  key: string;
}

/** A small world: a ticket taken, a disk made by somebody else in their own time, a line in a book. */
export class ToyWorld implements World<ToyWorld, ToyJob> {
  readonly context = this;
  readonly job = { key: 'job-1' };
  readonly tickets = new Map<string, string>();
  readonly disks = new Map<string, 'asked' | 'made'>();
  readonly book: string[] = [];

  /** The node does what it was asked for. */
  advance(): void {
    for (const key of this.disks.keys()) this.disks.set(key, 'made');
  }

  expectDone(): void {
    if (this.tickets.size > 0) throw new Error('a ticket is left');
    if (this.book.join() !== 'job-1') throw new Error(`the book says ${this.book.join()}`);
    if (this.disks.get('job-1') !== 'made') throw new Error('there is no disk');
  }

  expectUndone(): void {
    if (this.tickets.size > 0) throw new Error('a ticket is left');
    if (this.book.length > 0) throw new Error('a line is left in the book');
    if (this.disks.size > 0) throw new Error('a disk is left');
  }
}

type ToyStep = Step<ToyWorld, ToyJob>;

export const takeTicket: ToyStep = {
  name: 'toy.take_ticket',
  async run(world, { key }) {
    world.tickets.set(key, `ticket of ${key}`);
    return world.tickets.get(key);
  },
  async undo(world, { key }) {
    world.tickets.delete(key);
  },
};

export const askForDisk: ToyStep = {
  name: 'toy.ask_for_disk',
  async run(world, { key }) {
    if (!world.disks.has(key)) world.disks.set(key, 'asked');
    return { asked_with: key };
  },
  async undo(world, { key }): Promise<Waiting | void> {
    // What the node has begun it finishes; only then can it be taken back.
    if (world.disks.get(key) === 'asked') return waiting('the node works on it');
    world.disks.delete(key);
  },
};

export const waitForDisk: ToyStep = {
  name: 'toy.wait_for_disk',
  deadlineMs: 60_000,
  async run(world, _job, results) {
    const { asked_with } = results['toy.ask_for_disk'] as { asked_with: string };
    return world.disks.get(asked_with) === 'made' ? 'made' : waiting('the node works on it');
  },
};

export const writeDown: ToyStep = {
  name: 'toy.write_down',
  async run(world, { key }) {
    if (!world.book.includes(key)) world.book.push(key);
  },
  async undo(world, { key }) {
    if (world.book.includes(key)) world.book.splice(world.book.indexOf(key), 1);
  },
};

export const giveTicketBack: ToyStep = {
  name: 'toy.give_ticket_back',
  async run(world, { key }) {
    world.tickets.delete(key);
  },
};

/** Every kind of step there is, for tests of what runs them. */
export const toyWorkflow: Workflow<ToyWorld, ToyJob> = {
  name: 'toy',
  version: '1.0.0',
  steps: [takeTicket, askForDisk, waitForDisk, writeDown, giveTicketBack],
};
