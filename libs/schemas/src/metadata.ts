import { type Static, Type } from '@sinclair/typebox';

/** The three collections of a VM: what its owner labels it with, tells the guest, and what operators tell it. */
export const METADATA_KINDS = ['tags', 'customer_metadata', 'internal_metadata'] as const;
export type MetadataKind = (typeof METADATA_KINDS)[number];

export const MetadataKey = Type.String({
  pattern: '^[^\\u0000-\\u001f\\u007f]{1,255}$',
  errorMessage: 'must be 1 to 255 printable characters',
});

/** Triton's guests read metadata as texts, so values are plain. */
export const MetadataValue = Type.Union([Type.String({ maxLength: 1_000_000 }), Type.Number(), Type.Boolean()], {
  errorMessage: 'must be a text, a number or a boolean',
});

export const Metadata = Type.Record(MetadataKey, MetadataValue, {
  additionalProperties: false,
  errorMessage: 'must be an object of texts, numbers and booleans',
});
export type Metadata = Static<typeof Metadata>;
