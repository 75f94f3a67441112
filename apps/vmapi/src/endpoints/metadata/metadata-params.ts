import { Type } from '@sinclair/typebox';
import { MetadataKey } from '@triton/schemas/metadata';
import { Uuid } from '@triton/schemas/uuid';

export const MetadataParams = Type.Object({ uuid: Uuid, key: MetadataKey });
