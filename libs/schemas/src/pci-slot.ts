import { Type } from '@sinclair/typebox';

export const PciSlot = Type.String({
  pattern: '^[0-9]{1,3}:[0-9]{1,2}:[0-7]$',
  errorMessage: 'must be bus:device:function, for example 0:4:1',
  description: 'PCI slot as bus:device:function. Sticky: removing one disk does not move the others (RFD 154).',
});
