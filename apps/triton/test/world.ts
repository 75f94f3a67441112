import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { SimulatedCloudapi } from '@triton/clients/testing/simulated-cloudapi';
import { printable } from '../src/output/printable';
import { run } from '../src/run';

/** What a command line did. */
export interface Ran {
  status: number;
  stdout: string[];
  stderr: string[];
}

/** Who sits at the terminal. */
export interface Person {
  env?: Record<string, string>;
  /** To each question in turn; after the last they end the input. */
  answers?: string[];
  /** What they make of a text in their editor, each time it opens. */
  edits?: ((text: string) => string)[];
  /** Standard input, for whoever is not at a terminal. */
  input?: string;
}

export interface World {
  cloudapi: SimulatedCloudapi;
  /** A home directory with the key in .ssh. */
  home: string;
  /** Runs a command line with TRITON_URL and the like in its environment. */
  triton(...argv: string[]): Promise<Ran>;
  /** The same with exactly this environment, but for HOME. */
  tritonIn(env: Record<string, string>, ...argv: string[]): Promise<Ran>;
  /** The same on a terminal, where a person answers so (undefined: ends the input); `questions` are what they saw. */
  tritonAsked(
    answer: string | undefined,
    ...argv: string[]
  ): Promise<Ran & { questions: string[]; progress: string[] }>;
  /** The same for whoever answers, types, edits and pipes what `person` says. */
  tritonOf(person: Person, ...argv: string[]): Promise<Ran & { questions: string[] }>;
  /** Writes a file below the home directory; answers its path. */
  write(path: string, content: string | object): string;
  reset(): void;
  close(): Promise<void>;
}

/** The CLI in this process, and a simulated CloudAPI for it to talk to. */
export async function startWorld(): Promise<World> {
  // As the session does: one static import of the clients would make them load with everything else.
  const { startSimulatedCloudapi } = await import('@triton/clients/testing/simulated-cloudapi');
  const cloudapi = await startSimulatedCloudapi();
  const home = mkdtempSync(join(tmpdir(), 'triton-home-'));
  const write = (path: string, content: string | object): string => {
    const file = join(home, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content));
    return file;
  };
  const env = { TRITON_URL: cloudapi.url, TRITON_ACCOUNT: cloudapi.account, TRITON_KEY_ID: cloudapi.keyId };
  const reset = (): void => {
    cloudapi.reset();
    rmSync(home, { recursive: true });
    write('.ssh/id_ecdsa', cloudapi.privateKey);
  };
  reset();

  const runIn = async (given: Record<string, string>, argv: string[], person?: Person) => {
    const answers = [...(person?.answers ?? [])];
    const edits = [...(person?.edits ?? [])];
    const ran = { stdout: [] as string[], stderr: [] as string[], questions: [] as string[], progress: [] as string[] };
    const lines = (text: string): string[] => printable(text).split('\n');
    const status = await run(argv, {
      env: { HOME: home, ...given },
      print: (text) => void ran.stdout.push(...lines(text)),
      note: (text) => void ran.stderr.push(...lines(text)),
      interactive: person !== undefined && person.input === undefined,
      showProgress: (text) => void ran.progress.push(text),
      async ask(question) {
        ran.questions.push(question);
        return answers.shift();
      },
      async askSecret(question) {
        ran.questions.push(`(secret) ${question}`);
        return answers.shift();
      },
      edit: async (text) => (edits.shift() ?? String)(text),
      readInput: async () => person?.input ?? '',
    });
    return { status, ...ran };
  };
  const plain = ({ status, stdout, stderr }: Ran): Ran => ({ status, stdout, stderr });
  return {
    cloudapi,
    home,
    triton: async (...argv) => plain(await runIn(env, argv)),
    tritonIn: async (given, ...argv) => plain(await runIn(given, argv)),
    tritonAsked: (text, ...argv) => runIn(env, argv, { answers: text === undefined ? [] : [text] }),
    tritonOf: (person, ...argv) => runIn(person.env ?? env, argv, person),
    write,
    reset,
    async close() {
      await cloudapi.close();
      rmSync(home, { recursive: true });
    },
  };
}
