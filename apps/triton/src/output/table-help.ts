/** What the help of a listing says about `TABLE_OPTIONS`. */
export function tableHelp(sort: string): string {
  return `  Output options
    -H                  Omit table header row.
    -o field1,...       Specify fields (columns) to output.
    -l, --long          Long/wider output. Ignored if "-o ..." is used.
    -s field1,...       Sort on the given fields. Default is "${sort}".
    -j, --json          JSON output.
`;
}
