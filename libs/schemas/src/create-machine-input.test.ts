import { CreateMachineInput } from './create-machine-input';
import { compile } from './validate';

const check = compile(CreateMachineInput);
const image = 'aa788e1f-e143-c46e-9417-b4212486c4ae';
const base = { image, package: 'c4fa76e0-6178-ec20-b64a-e5567f3d62d5' };

test('RFD 154 CreateMachine: the example payload is accepted as it stands', () => {
  expect(check({ ...base, disks: [{}, { size: 20480 }, { size: 'remaining' }] }).errors).toEqual([]);
});

test('RFD 154 CreateMachine: a maximum of 8 disks per VM are supported', () => {
  expect(check({ ...base, disks: Array(8).fill({ size: 1 }) }).errors).toEqual([]);
  expect(check({ ...base, disks: Array(9).fill({ size: 1 }) }).errors[0]?.field).toBe('disks');
});

test('a nested list of disks is refused cleanly', () => {
  expect(check({ ...base, disks: [[{}]] }).errors[0]?.field).toBe('disks.0');
});

test('an unknown key of a disk is refused by name', () => {
  expect(check({ ...base, disks: [{ sise: 5 }] }).errors[0]?.field).toBe('disks.0.sise');
});

test('metadata and tags come as flat keys', () => {
  expect(check({ ...base, 'metadata.user-script': '#!/bin/sh', 'tag.role': 'db', 'tag.n': 3 }).errors).toEqual([]);
});
