import { Type } from '@sinclair/typebox';
import { Uuid } from '@triton/schemas/uuid';

export const MachineParams = Type.Object({ id: Uuid });
