import { Type } from '@sinclair/typebox';
import { Uuid } from '@triton/schemas/uuid';

export const VmParams = Type.Object({ uuid: Uuid });
