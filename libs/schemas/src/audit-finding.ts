import { type Static, Type } from '@sinclair/typebox';
import { DriftCause } from './vm-history';
import { Uuid } from './uuid';

/** How records and reality came to differ. */
export const AuditCause = Type.Union([...DriftCause.anyOf, Type.Literal('lost-node'), Type.Literal('stuck-job')]);
export type AuditCause = Static<typeof AuditCause>;

/** One difference that an audit found. */
export const AuditFinding = Type.Object({
  rule: Type.String(),
  subject: Type.String({ description: 'The VM, disk, job or server that it is about.' }),
  vm_uuid: Type.Optional(Uuid),
  server_uuid: Type.Optional(Uuid),
  cause: AuditCause,
  evidence: Type.Record(Type.String(), Type.Unknown()),
  healed: Type.Boolean({ description: 'It was set right. Otherwise it waits for an operator.' }),
  first_seen: Type.String(),
  last_seen: Type.String(),
});
export type AuditFinding = Static<typeof AuditFinding>;

/** What the last audit found. */
export const Audit = Type.Object({
  ended_at: Type.Union([Type.String(), Type.Null()], { description: 'Of the last audit; null: there was none yet.' }),
  failures: Type.Array(Type.Object({ rule: Type.String(), message: Type.String() }), {
    description: 'Rules that could not be looked at; their findings are those of an earlier audit.',
  }),
  findings: Type.Array(AuditFinding),
});
export type Audit = Static<typeof Audit>;
