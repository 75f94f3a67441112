import type { CnapiClient } from '@triton/clients/cnapi-client';
import type { Task } from '@triton/schemas/task';
import type { Context } from '../context';
import { readAhead, readTask } from './read-ahead';

/** CNAPI, as far as it is asked here: answers each question with what is next, and notes who asked for what. */
function cnapiThatAnswers(...answers: (Task['status'] | Error)[]) {
  const asked: string[] = [];
  const clientOf = (reqId: string): CnapiClient =>
    ({
      forRequest: clientOf,
      async getTask(id: string): Promise<Task> {
        asked.push(`${id} for ${reqId}`);
        const answer = answers.shift();
        if (typeof answer !== 'string') throw answer ?? new Error('asked too often');
        return { id, status: answer } as Task;
      },
    }) as unknown as CnapiClient;
  return { cnapi: clientOf('the job'), asked };
}

const ahead = { id: 'task 1', req_id: 'the request' };

test.each(['complete', 'failure', 'canceled'] as const)(
  'a task that had ended as %s is asked for once',
  async (status) => {
    const { cnapi, asked } = cnapiThatAnswers(status);
    const context: Pick<Context, 'cnapi' | 'ended'> = { cnapi, ended: readAhead(cnapi, ahead) };
    expect(await readTask(context, 'task 1')).toEqual({ id: 'task 1', status });
    expect(await readTask(context, 'task 1')).toEqual({ id: 'task 1', status });
    expect(asked).toEqual(['task 1 for the request']);
  },
);

test.each([
  ['was under way', 'active', 'task 1', 'task 1'],
  ['could not be read', new Error('away'), 'task 1', 'task 1'],
  ['is another', 'complete', 'task 2', 'task 2'],
] as const)('when the task that was read ahead %s, CNAPI is asked again', async (_why, first, wanted, seen) => {
  const { cnapi, asked } = cnapiThatAnswers(first, 'complete');
  const context = { cnapi, ended: readAhead(cnapi, ahead) };
  expect(await readTask(context, wanted)).toEqual({ id: seen, status: 'complete' });
  expect(asked).toEqual(['task 1 for the request', `${wanted} for the job`]);
});

test('without a task that was read ahead CNAPI is asked', async () => {
  const { cnapi } = cnapiThatAnswers('active');
  expect(await readTask({ cnapi }, 'task 1')).toEqual({ id: 'task 1', status: 'active' });
});
