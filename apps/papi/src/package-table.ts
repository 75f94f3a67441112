import { isUniqueViolation } from '@triton/database/is-unique-violation';
import { type ColumnType, type GeneratedAlways, type Kysely, type Selectable, sql } from '@triton/database/kysely';
import type { SearchFilter } from '@triton/database/search/search-filter';
import { ConflictError } from '@triton/errors/conflict-error';
import { dropEmpties } from './drop-empties';
import { attributeSql, filterSql } from './package-filter/filter-sql';
import type { PackageRecord } from './package-record';

interface PackagesTable {
  uuid: string;
  /** Everything but uuid, v and the two times. */
  attributes: ColumnType<PackageRecord, string, string>;
  /** Grows with every package: the order they were made in. */
  serial: GeneratedAlways<number>;
  created_at: ColumnType<Date, undefined, undefined>;
  updated_at: ColumnType<Date, undefined, Date>;
}

export interface PapiTables {
  'papi.packages': PackagesTable;
}

export interface PageOfPackages {
  /** An attribute, or undefined for the order of making. */
  sort?: string | undefined;
  descending: boolean;
  limit: number;
  offset: number;
}

const READ_ONLY = ['uuid', 'v', 'created_at', 'updated_at'];

/** The stored packages. */
export class PackageTable {
  readonly #db: Kysely<PapiTables>;

  constructor(db: Kysely<PapiTables>) {
    this.#db = db;
  }

  /** One page of the packages that match, and how many match in all. */
  async list(filter: SearchFilter, page: PageOfPackages): Promise<{ packages: PackageRecord[]; total: number }> {
    const matching = this.#db.selectFrom('papi.packages').where(filterSql(filter));
    const order = page.descending ? 'desc' : 'asc';
    let query = matching.selectAll().limit(page.limit).offset(page.offset);
    if (page.sort !== undefined) query = query.orderBy(attributeSql(page.sort), order);
    const rows = await query.orderBy('serial', page.sort === undefined ? order : 'asc').execute();
    const { total } = await matching.select(sql<number>`count(*)`.as('total')).executeTakeFirstOrThrow();
    return { packages: rows.map(toPackage), total };
  }

  async get(uuid: string): Promise<PackageRecord | undefined> {
    const query = this.#db.selectFrom('papi.packages').selectAll().where('uuid', '=', uuid);
    const row = await query.executeTakeFirst();
    return row && toPackage(row);
  }

  /** @throws ConflictError when there is one of that uuid */
  async insert(uuid: string, record: PackageRecord): Promise<PackageRecord> {
    try {
      const insert = this.#db.insertInto('papi.packages').values({ uuid, attributes: stored(record) });
      return toPackage(await insert.returningAll().executeTakeFirstOrThrow());
    } catch (cause) {
      if (!isUniqueViolation(cause)) throw cause;
      throw new ConflictError('A package with the given UUID already exists', [], { cause });
    }
  }

  /** Stores what `change` makes of the package, with nobody else changing it meanwhile; undefined when there is none. */
  update(uuid: string, change: (before: PackageRecord) => PackageRecord): Promise<PackageRecord | undefined> {
    return this.#db.transaction().execute(async (trx) => {
      const query = trx.selectFrom('papi.packages').selectAll().where('uuid', '=', uuid).forUpdate();
      const row = await query.executeTakeFirst();
      if (!row) return undefined;
      const update = trx
        .updateTable('papi.packages')
        .set({ attributes: stored(change(toPackage(row))), updated_at: new Date() })
        .where('uuid', '=', uuid);
      return toPackage(await update.returningAll().executeTakeFirstOrThrow());
    });
  }

  /** False when there is none. */
  async delete(uuid: string): Promise<boolean> {
    const { numDeletedRows } = await this.#db
      .deleteFrom('papi.packages')
      .where('uuid', '=', uuid)
      .executeTakeFirstOrThrow();
    return numDeletedRows === 1n;
  }
}

function stored(record: PackageRecord): string {
  return JSON.stringify(
    dropEmpties(Object.fromEntries(Object.entries(record).filter(([k]) => !READ_ONLY.includes(k)))),
  );
}

function toPackage(row: Pick<Selectable<PackagesTable>, 'uuid' | 'attributes' | 'created_at' | 'updated_at'>) {
  return {
    v: 1,
    uuid: row.uuid,
    ...row.attributes,
    created_at: row.created_at.toISOString(),
    updated_at: row.updated_at.toISOString(),
  };
}
