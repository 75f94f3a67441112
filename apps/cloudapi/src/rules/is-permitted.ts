import { matchesName } from './matches-name';
import type { Attempt, Rule } from './rule';

/** May it be done? Some rule must allow it and none may forbid it: `CAN NOT` wins, whatever the order. */
export function isPermitted(rules: readonly Rule[], attempt: Attempt): boolean {
  const applying = rules.filter((rule) => applies(rule, attempt));
  return applying.length > 0 && applying.every(({ allows }) => allows);
}

function applies({ principals, actions, resources, condition }: Rule, attempt: Attempt): boolean {
  // Shipped policies write actions in lower case.
  const lowerCase = actions === 'all' ? actions : actions.map((action) => action.toLowerCase());
  return (
    matchesName(lowerCase, attempt.action.toLowerCase()) &&
    matchesName(principals, attempt.login) &&
    matchesName(resources, attempt.resource) &&
    condition(attempt)
  );
}
