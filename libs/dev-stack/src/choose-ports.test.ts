import { createServer } from 'node:net';
import type { AddressInfo, Server } from 'node:net';
import { choosePorts } from './choose-ports';

let occupied: Server;
let port: number;
beforeEach(async () => {
  occupied = createServer();
  await new Promise<void>((resolve) => occupied.listen(0, '127.0.0.1', resolve));
  ({ port } = occupied.address() as AddressInfo);
});
afterEach(() => new Promise((resolve) => occupied.close(resolve)));

test('a taken port is replaced by another, and the service is named', async () => {
  const ports = await choosePorts([], { base: port });
  expect(ports.moved).toContain('cloudapi');
  expect(ports.of('cloudapi')).not.toBe(port);
});

test('exactly those ports or none: the failure names the taken one', async () => {
  await expect(choosePorts([], { base: port, exactly: true })).rejects.toThrow(String(port));
});

test('any ports are all different', async () => {
  const ports = await choosePorts(['cn0', 'cn1'], { base: 'any' });
  const all = ['cloudapi', 'vmapi', 'cnapi', 'papi', 'vmapi-runner', 'postgres', 'redis', 'cn0', 'cn1'].map(ports.of);
  expect(new Set(all).size).toBe(all.length);
});

test('a name without a port is a mistake of ours', async () => {
  const ports = await choosePorts([], { base: 'any' });
  expect(() => ports.of('cn7')).toThrow('cn7 has no port');
});
