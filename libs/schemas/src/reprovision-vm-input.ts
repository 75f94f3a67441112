import { type Static, Type } from '@sinclair/typebox';
import { Uuid } from './uuid';

/** VMAPI ReprovisionVm: the image that replaces what is on the boot disk. */
export const ReprovisionVmInput = Type.Object({ image_uuid: Uuid }, { additionalProperties: false });
export type ReprovisionVmInput = Static<typeof ReprovisionVmInput>;
