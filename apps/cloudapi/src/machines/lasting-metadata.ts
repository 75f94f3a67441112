/** Without them nobody could enter the machine any more. */
export const LASTING_METADATA: readonly string[] = ['credentials', 'root_authorized_keys'];
