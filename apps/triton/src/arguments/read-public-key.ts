import type { Terminal } from '../terminal';
import { quote } from '../output/quote';
import { UsageError } from '../usage-error';
import { readInputText } from './read-input-text';

/** The public key in a file; `-` is standard input. A private one is refused: it must never be sent. */
export async function readPublicKey(terminal: Terminal, file: string): Promise<string> {
  const text = await readInputText(terminal, file);
  if (!text.includes('PRIVATE KEY')) return text;
  throw new UsageError(`${quote(file)} is a private key: give the public one, ${quote(`${file}.pub`)}`);
}
