import { timingSafeEqual } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import type { Logger } from '@triton/logging/create-logger';
import { hashOfToken, nameInToken } from './caller-token';
import { type Callers, parseCallers } from './parse-callers';
import type { ServiceCaller } from './service-caller';

const LOOK_EVERY_MS = 1_000;
/** What unknown names are compared with, so that they take as long as known ones. */
const NO_HASH = Buffer.alloc(32);

/**
 * Who may call, from a file that may change while we run: a node is added or a token replaced without a restart. A file that
 * cannot be used leaves those in force that were.
 */
export class KnownCallers {
  #callers: Callers;
  #version: string;
  readonly #timer: NodeJS.Timeout;

  /** @throws Error when the file cannot be used */
  constructor(
    readonly file: string,
    log: Logger,
  ) {
    this.#version = versionOf(file);
    this.#callers = read(file);
    this.#timer = setInterval(() => this.#look(log), LOOK_EVERY_MS).unref();
  }

  /** Whose token it is; undefined when it is nobody's. Takes as long for a wrong token as for a right one. */
  callerOf(token: string): ServiceCaller | undefined {
    const known = this.#callers.get(nameInToken(token) ?? '');
    const hash = hashOfToken(token);
    const [first = NO_HASH, second = NO_HASH] = known?.hashes ?? [];
    const isFirst = timingSafeEqual(hash, first);
    const isSecond = timingSafeEqual(hash, second);
    return isFirst || isSecond ? known?.caller : undefined;
  }

  close(): void {
    clearInterval(this.#timer);
  }

  #look(log: Logger): void {
    try {
      const version = versionOf(this.file);
      if (version === this.#version) return;
      this.#version = version;
      this.#callers = read(this.file);
      log.info({ callers: this.#callers.size, file: this.file }, 'read the callers anew');
    } catch (err) {
      log.error({ err, file: this.file }, 'the callers file cannot be used; those known before stay known');
    }
  }
}

function versionOf(file: string): string {
  const { mtimeNs, size, ino } = statSync(file, { bigint: true });
  return `${mtimeNs} ${size} ${ino}`;
}

function read(file: string): Callers {
  try {
    return parseCallers(readFileSync(file, 'utf8'));
  } catch (cause) {
    throw new Error(`callers file ${file} cannot be used: ${(cause as Error).message}`, { cause });
  }
}
