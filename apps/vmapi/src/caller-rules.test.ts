import { strangersLetIn } from '@triton/http-server/testing/strangers-let-in';
import { callerRules } from './caller-rules';
import { endpoints } from './endpoints';

test('every operation that is not public refuses whoever may not do it', async () => {
  expect(await strangersLetIn(endpoints, callerRules)).toEqual([]);
});
