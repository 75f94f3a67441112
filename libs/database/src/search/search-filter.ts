/** Which rows a list is about, however it was asked. Attributes are names that the service gives them. */
export type SearchFilter =
  | { op: 'and' | 'or'; filters: readonly SearchFilter[] }
  | { op: 'not'; filter: SearchFilter }
  | { op: 'present'; attribute: string }
  | { op: 'ge' | 'le'; attribute: string; value: string }
  /** `parts` are what stands between the wildcards: one part is equality. Of a list, one element must match. */
  | { op: 'match'; attribute: string; parts: readonly string[]; ignoreCase?: boolean };
