import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Type } from '@sinclair/typebox';

import { InvalidEnvironmentError, parseEnv } from './parse-env';

const Env = Type.Object({
  PORT: Type.Integer({ minimum: 0, maximum: 65535, default: 8080 }),
  REDIS_URL: Type.String({ format: 'uri' }),
  DURABLE: Type.Boolean({ default: true }),
  LEVEL: Type.Optional(Type.Union([Type.Literal('info'), Type.Literal('debug')])),
});

test('texts become what the schema asks for and defaults are filled in', () => {
  expect(parseEnv(Env, { PORT: '81', REDIS_URL: 'redis://h:1', DURABLE: 'false' })).toEqual({
    PORT: 81,
    REDIS_URL: 'redis://h:1',
    DURABLE: false,
  });
  expect(parseEnv(Env, { REDIS_URL: 'redis://h:1' })).toEqual({ PORT: 8080, REDIS_URL: 'redis://h:1', DURABLE: true });
});

test('variables of others are left out', () => {
  expect(parseEnv(Env, { REDIS_URL: 'redis://h:1', PATH: '/bin', HOME: '/root' })).not.toHaveProperty('PATH');
});

test('a variable set to nothing counts as not set', () => {
  expect(parseEnv(Env, { REDIS_URL: 'redis://h:1', PORT: '', LEVEL: '' })).toMatchObject({ PORT: 8080 });
});

test('all faults are named at once, by variable, and no value is repeated', () => {
  const read = () => parseEnv(Env, { PORT: 'secret1', DURABLE: 'secret2', LEVEL: 'secret3' });
  expect(read).toThrow(InvalidEnvironmentError);
  expect(read).toThrow('REDIS_URL is required');
  try {
    read();
  } catch (err) {
    const { faults, message } = err as InvalidEnvironmentError;
    expect(faults.map((fault) => fault.split(' ')[0]).sort()).toEqual(['DURABLE', 'LEVEL', 'PORT', 'REDIS_URL']);
    expect(message).not.toContain('secret');
  }
});

test('an environment that was read is not changed', () => {
  const env = { REDIS_URL: 'redis://h:1', PORT: '81' };
  parseEnv(Env, env);
  expect(env).toEqual({ REDIS_URL: 'redis://h:1', PORT: '81' });
});

test('a value may be in a file that a variable names, and the variable itself comes first', () => {
  const dir = mkdtempSync(join(tmpdir(), 'parse-env-'));
  const file = join(dir, 'url');
  writeFileSync(file, 'postgres://from/file\n');
  const schema = Type.Object({ URL: Type.String(), PORT: Type.Integer({ default: 1 }) });
  expect(parseEnv(schema, { URL_FILE: file })).toEqual({ URL: 'postgres://from/file', PORT: 1 });
  expect(parseEnv(schema, { URL: 'x', URL_FILE: file }).URL).toBe('x');
  rmSync(dir, { recursive: true });
  expect(() => parseEnv(schema, { URL_FILE: file, PORT: 'x' })).toThrow(/URL_FILE cannot be read: ENOENT; .*PORT/);
});
