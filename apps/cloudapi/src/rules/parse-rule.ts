import { parseCondition } from './parse-condition';
import { type Names, type Rule, RuleError } from './rule';
import { TokenReader } from './token-reader';
import { tokenizeRule } from './tokenize-rule';

const CONDITIONS = ['IF', 'WHEN', 'WHERE'];
const ALL = ['ALL', 'EVERYTHING', 'ANYTHING', '*'];

/**
 * Reads a rule: `CAN getmachine AND deletemachinedisk`, `bob CAN stopmachine /acme/machines/* WHEN sourceip = 10.0.0.0/8`.
 * @throws RuleError naming what cannot be honoured
 */
export function parseRule(text: string): Rule {
  const words = new TokenReader(tokenizeRule(text));
  const principals = words.isAt('CAN') ? 'all' : names(words, 'who');
  words.expect('CAN');
  const allows = !words.skip('NOT');
  const actions = names(words, 'an action');
  const resources = words.isAtEnd || words.isAt(...CONDITIONS) ? 'all' : names(words, 'a resource');
  const condition = words.skip(...CONDITIONS) ? parseCondition(words) : () => true;
  words.expectEnd();
  return { allows, principals, actions, resources, condition };
}

/** `a`, `a AND b`, `a, b, AND c`, or all. */
function names(words: TokenReader, what: string): Names {
  if (words.skip(...ALL)) return 'all';
  const list: string[] = [];
  do {
    const name = words.word(what);
    if (words.isAt('::'))
      throw new RuleError(`has a regular expression (${name.slice(0, 64)}), which is not supported`);
    if (name.includes('\\')) throw new RuleError(`escapes in ${name.slice(0, 64)}, which is not supported`);
    list.push(name);
  } while (isFollowed(words));
  return list;
}

function isFollowed(words: TokenReader): boolean {
  const comma = words.skip(',');
  return words.skip('AND') || comma;
}
