/** `N` or `N/M`, each a power of two; absent is fine too. */
export function isPowerOfTwoPair(text: string | undefined): boolean {
  return (
    text === undefined ||
    text
      .split('/')
      .map(Number)
      .every((size) => size > 0 && Number.isInteger(Math.log2(size)))
  );
}
