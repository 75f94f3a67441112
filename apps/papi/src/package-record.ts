/** A package's attributes before anyone has checked them, and after `skip_validation`. */
export type PackageRecord = Readonly<Record<string, unknown>>;
