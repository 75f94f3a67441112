import { planDeleteDisk } from './plan-delete-disk';

const uuid = '04d28a0a-7d8d-4d29-8d2d-6f3f1d3b0a11';

test('a data disk may be deleted', () => {
  expect(() => planDeleteDisk({ uuid, boot: false })).not.toThrow();
});

test('RFD 154 DeleteMachineDisk: the boot disk is refused', () => {
  expect(() => planDeleteDisk({ uuid, boot: true })).toThrow(expect.objectContaining({ code: 'InvalidArgument' }));
});
