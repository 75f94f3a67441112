import { Type } from '@sinclair/typebox';

export const Force = Type.Optional(Type.Boolean({ description: 'Do it all the same. For operators who know why.' }));
export const SkipValidation = Type.Optional(Type.Boolean({ description: 'Store the package whatever it is.' }));
