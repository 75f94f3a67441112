import { InvalidArgumentError } from '@triton/errors/invalid-argument-error';
import type { FieldError } from '@triton/errors/triton-error';
import { matchesName } from './matches-name';
import { parseRule } from './parse-rule';
import { RuleError } from './rule';

/**
 * Throws InvalidArgument naming each rule that could not be honoured: one that cannot be read, and one about an operation
 * that there is not, which is mostly a slip that would silently allow nothing.
 */
export function checkRules(rules: readonly string[], operations: ReadonlySet<string>): void {
  const errors = rules.flatMap((text, i): FieldError[] => {
    const message = faultOf(text, operations);
    return message === undefined
      ? []
      : [{ field: `rules.${i}`, code: 'Invalid', message: message.replaceAll('%', '_') }];
  });
  if (errors.length === 0) return;
  throw new InvalidArgumentError(errors.map(({ field, message }) => `${field} ${message}`).join('; '), errors);
}

function faultOf(text: string, operations: ReadonlySet<string>): string | undefined {
  try {
    const { actions } = parseRule(text);
    const unknown = actions === 'all' ? undefined : actions.find((action) => !isKnown(action, operations));
    return unknown === undefined ? undefined : `is about ${unknown.slice(0, 64)}, and there is no such operation`;
  } catch (err) {
    if (err instanceof RuleError) return err.message;
    throw err;
  }
}

function isKnown(action: string, operations: ReadonlySet<string>): boolean {
  return [...operations].some((operation) => matchesName([action.toLowerCase()], operation));
}
