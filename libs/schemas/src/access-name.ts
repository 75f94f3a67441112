import { Type } from '@sinclair/typebox';

/** The name of a role or a policy. It stands in paths, in lists with commas (`as-role`) and in other people's formats. */
export const AccessName = Type.String({
  pattern: '^[a-zA-Z0-9][a-zA-Z0-9 _.@-]*$',
  maxLength: 64,
  errorMessage: 'must be 1 to 64 letters, digits, spaces, `_`, `.`, `@` and `-`, and begin with a letter or a digit',
});
