import type { Terminal } from '../terminal';
import { UsageError } from '../usage-error';
import { assertNewName } from './assert-new-name';
import { checkValues } from './check-values';
import type { Profile } from './profile';

interface Question {
  field: 'name' | 'url' | 'account' | 'user' | 'keyId';
  text: string;
  /** May be left empty. */
  optional?: true;
}

const QUESTIONS: readonly Question[] = [
  { field: 'name', text: 'Name of the profile' },
  { field: 'url', text: 'URL of CloudAPI' },
  { field: 'account', text: 'Login of the account' },
  { field: 'user', text: 'Login of the sub-user, if it is one', optional: true },
  { field: 'keyId', text: 'Fingerprint of the key ("ssh-keygen -l -f FILE" prints it)' },
];

/** Asks a person for a new profile. An answer that could not work is explained, and that question asked again. */
export async function askProfile(terminal: Terminal, defaults: Partial<Profile>): Promise<Profile> {
  if (!terminal.interactive) throw new UsageError('nobody is there to answer: give the profile with -f FILE');
  const answers: Partial<Profile> = { ...defaults };
  for (const question of QUESTIONS) {
    const value = await answerTo(terminal, question, defaults[question.field]);
    if (value !== undefined) answers[question.field] = value;
  }
  const { name = '', url = '', account = '', keyId = '', ...rest } = answers;
  return { name, url, account, keyId, ...rest };
}

async function answerTo(
  terminal: Terminal,
  { field, text, optional }: Question,
  before: string | undefined,
): Promise<string | undefined> {
  for (;;) {
    const answer = await terminal.ask(`${text}${before ? ` [${before}]` : ''}:`);
    if (answer === undefined) throw new UsageError('the profile was not created');
    const value = answer.trim() || before;
    if (value === undefined && optional) return undefined;
    try {
      if (value === undefined) throw new UsageError('an answer is needed');
      if (field === 'name') assertNewName(value, terminal.env);
      else checkValues({ [field]: value }, () => '');
      return value;
    } catch (error) {
      if (!(error instanceof UsageError)) throw error;
      terminal.note(error.message.trim());
    }
  }
}
