/** For clients of services: shows them this token, if there is one. */
export function bearer(token: string | undefined): { headers?: Record<string, string> } {
  return token ? { headers: { authorization: `Bearer ${token}` } } : {};
}
