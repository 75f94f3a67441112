import { type Static, Type } from '@sinclair/typebox';
import { Uuid } from './uuid';

/** How a VM came to differ from its record: by hand, by a snapshot, or because something died half way. */
export const DriftCause = Type.Union([Type.Literal('operator'), Type.Literal('rollback'), Type.Literal('crash')]);
export type DriftCause = Static<typeof DriftCause>;

/** Why something is in a VM's history; `intervention`: an operator decided about one of its jobs. */
export const HistoryCause = Type.Union([...DriftCause.anyOf, Type.Literal('intervention')]);
export type HistoryCause = Static<typeof HistoryCause>;

/** One difference. A disk is `disks.<uuid>`, its size `disks.<uuid>.size` (MiB). */
export const Drift = Type.Object({
  path: Type.String(),
  expected: Type.Unknown({ description: 'What the record said; null: there was no such thing.' }),
  found: Type.Unknown({ description: 'What the compute node has; null: it has no such thing.' }),
});
export type Drift = Static<typeof Drift>;

/** A change of a VM that VMAPI did not ask for, as it found it, or what an operator decided. */
export const VmHistoryEntry = Type.Object({
  at: Type.String({ description: 'When VMAPI learned of it.' }),
  cause: HistoryCause,
  explanation: Type.String(),
  changes: Type.Array(Drift),
  job_uuid: Type.Optional(Uuid),
});
export type VmHistoryEntry = Static<typeof VmHistoryEntry>;
