import { type DatabaseHandle, openDatabase } from '@triton/database/open-database';
import type { Logger } from '@triton/logging/create-logger';
import type { Config } from './config';
import { PackageTable, type PapiTables } from './package-table';
import type { PackageRules } from './validate-package/validate-package';

/** What handlers may use. */
export interface Context {
  database: DatabaseHandle<PapiTables>;
  packages: PackageTable;
  rules: PackageRules;
}

export function createContext(config: Config, log: Logger): Context {
  const database = openDatabase<PapiTables>({ url: config.databaseUrl, log });
  return { database, packages: new PackageTable(database.db), rules: { cpuCapOptional: config.ignoreCpuCap } };
}
