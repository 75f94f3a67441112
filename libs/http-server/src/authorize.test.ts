import { NotAuthorizedError } from '@triton/errors/not-authorized-error';
import { RequestThrottledError } from '@triton/errors/request-throttled-error';
import request from 'supertest';
import { thingsService } from './testing/things-service';

test('who may not do an operation learns that before anything of the input is judged', async () => {
  const asked: string[] = [];
  const { app, seen } = thingsService({
    authorize: ({ login }, { name }, { path }) => {
      asked.push(`${login} ${name} ${path}`);
      throw new NotAuthorizedError('no');
    },
  });
  const answer = await request(app).post('/things').set('authorization', 'jill').send({ size: 'enormous' });
  expect([answer.status, answer.body.code]).toEqual([403, 'NotAuthorized']);
  expect(asked).toEqual(['jill CreateThing /things']);
  expect(seen).toEqual([]);
});

test('nobody is asked for public operations, and who may goes on', async () => {
  const authorize = jest.fn();
  const { app } = thingsService({ authorize });
  expect((await request(app).get('/things')).status).toBe(200);
  expect(authorize).not.toHaveBeenCalled();
  expect((await request(app).post('/things').set('authorization', 'jill').send({ size: 1 })).status).toBe(202);
  expect(authorize).toHaveBeenCalledTimes(1);
});

test('who asks too often is told when to come back', async () => {
  const { app } = thingsService({
    authenticate: () => {
      throw new RequestThrottledError('too many requests', 3);
    },
  });
  const answer = await request(app).post('/things').send({ size: 1 });
  expect([answer.status, answer.body.code, answer.headers['retry-after']]).toEqual([429, 'RequestThrottled', '3']);
});
