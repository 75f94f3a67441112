/** Which packages a list is about. Attributes are searchable ones. */
export type PackageFilter =
  | { op: 'and' | 'or'; filters: readonly PackageFilter[] }
  | { op: 'not'; filter: PackageFilter }
  | { op: 'present'; attribute: string }
  | { op: 'ge' | 'le'; attribute: string; value: string }
  /** `parts` are what stands between the wildcards: one part is equality. Of a list, one element must match. */
  | { op: 'match'; attribute: string; parts: readonly string[]; ignoreCase?: boolean };
