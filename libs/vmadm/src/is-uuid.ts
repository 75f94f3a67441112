/** The shape only. What passes is safe as the name of a file and of a dataset. */
export function isUuid(text: string): boolean {
  return /^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$/.test(text);
}
