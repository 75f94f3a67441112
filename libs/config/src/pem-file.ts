import { readFileSync } from 'node:fs';

/** The PEM file that `variable` names, if any, as a property for `node:tls`. */
export function pemFile<Name extends string>(
  name: Name,
  variable: string,
  file: string | undefined,
): { [Property in Name]?: string } {
  if (file === undefined) return {};
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (cause) {
    throw new Error(`${variable} cannot be read: ${(cause as Error).message}`, { cause });
  }
  if (!text.includes('-----BEGIN ')) throw new Error(`${variable}: ${file} is no PEM file`);
  return { [name]: text } as { [Property in Name]?: string };
}
