// The one door to kysely: services take their types (and `sql`) from here, so that the library has one owner.
export { sql } from 'kysely';
export type {
  ColumnType,
  Expression,
  ExpressionBuilder,
  Generated,
  GeneratedAlways,
  Insertable,
  JSONColumnType,
  Kysely,
  RawBuilder,
  Selectable,
  Transaction,
  Updateable,
} from 'kysely';
