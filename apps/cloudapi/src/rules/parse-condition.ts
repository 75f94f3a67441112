import { conditionTypes } from './condition-types';
import { type Attempt, RuleError } from './rule';
import type { TokenReader } from './token-reader';

export type Condition = (attempt: Attempt) => boolean;

/** Reads `A OR B AND NOT (C)`, where each is a comparison such as `sourceip = 10.0.0.0/8` or `day::day IN (Monday)`. */
export function parseCondition(words: TokenReader): Condition {
  const alternatives = [conjunction(words)];
  while (words.skip('OR')) alternatives.push(conjunction(words));
  return (attempt) => alternatives.some((isTrue) => isTrue(attempt));
}

function conjunction(words: TokenReader): Condition {
  const parts = [negation(words)];
  while (words.skip('AND')) parts.push(negation(words));
  return (attempt) => parts.every((isTrue) => isTrue(attempt));
}

function negation(words: TokenReader): Condition {
  if (words.skip('NOT')) {
    const isTrue = negation(words);
    return (attempt) => !isTrue(attempt);
  }
  if (!words.skip('(')) return comparison(words);
  const inner = parseCondition(words);
  words.expect(')');
  return inner;
}

function comparison(words: TokenReader): Condition {
  const name = words.word('a condition');
  const known = Object.hasOwn(conditionTypes, name) ? conditionTypes[name] : undefined;
  if (!known) {
    throw new RuleError(
      `has the condition ${name.slice(0, 64)}, which is not known; known are ${Object.keys(conditionTypes).join(', ')}`,
    );
  }
  if (words.skip('::')) {
    const type = words.word('a type');
    if (type !== known.type) throw new RuleError(`takes ${name} for a ${type.slice(0, 64)}; it is a ${known.type}`);
  }
  if (words.skip('IN')) {
    words.expect('(');
    const equals = [known.compare('=', words.word('a value'))];
    while (words.skip(',')) equals.push(known.compare('=', words.word('a value')));
    words.expect(')');
    return (attempt) => equals.some((isTrue) => isTrue(attempt));
  }
  return known.compare(words.word('an operator'), words.word('a value'));
}
