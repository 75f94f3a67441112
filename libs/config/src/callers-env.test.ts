import { readCallers } from './callers-env';

test.each(['127.0.0.1', 'localhost', '::1', '127.1.2.3'])('on %s nobody has to be asked for a credential', (HOST) => {
  expect(readCallers({ HOST, TRUST_LOOPBACK: false })).toEqual({ file: undefined, trustLoopback: false });
});

test.each(['0.0.0.0', '::', '10.0.0.5', 'vmapi.example', '127.0.0.1.example'])('on %s everybody has', (HOST) => {
  expect(() => readCallers({ HOST, TRUST_LOOPBACK: true })).toThrow(`CALLERS_FILE is needed: with HOST ${HOST}`);
  expect(readCallers({ HOST, TRUST_LOOPBACK: false, CALLERS_FILE: '/c' })).toMatchObject({ file: '/c' });
});
