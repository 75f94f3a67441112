import { type Static, Type } from '@sinclair/typebox';
import { Contact } from './contact';
import { Uuid } from './uuid';

const Login = Type.String({
  pattern: '^[a-zA-Z][a-zA-Z0-9_.@-]*$',
  minLength: 3,
  maxLength: 32,
  errorMessage: 'must be 3 to 32 letters, digits, `_`, `.`, `@` and `-`, and begin with a letter',
});
const Email = Type.String({ format: 'email', maxLength: 254, errorMessage: 'must be an email address' });
const Password = Type.String({ minLength: 7, maxLength: 128, errorMessage: 'must have 7 to 128 characters' });

/** A user below an account: signs with keys of their own and may do what their roles allow. */
export const SubUser = Type.Object({
  id: Uuid,
  login: Type.String({ description: 'Unique within the account.' }),
  email: Type.String(),
  ...Contact,
  roles: Type.Optional(Type.Array(Type.String(), { description: 'Names of their roles; with `membership`.' })),
  default_roles: Type.Optional(
    Type.Array(Type.String(), { description: 'Those that count without `as-role`; with `membership`.' }),
  ),
  created: Type.String(),
  updated: Type.String(),
});
export type SubUser = Static<typeof SubUser>;

export const CreateUserInput = Type.Object(
  { login: Login, email: Email, password: Password, ...Contact },
  { additionalProperties: false },
);
export type CreateUserInput = Static<typeof CreateUserInput>;

export const UpdateUserInput = Type.Object(
  { login: Type.Optional(Login), email: Type.Optional(Email), ...Contact },
  { additionalProperties: false },
);
export type UpdateUserInput = Static<typeof UpdateUserInput>;

export const ChangeUserPasswordInput = Type.Object(
  { password: Password, password_confirmation: Type.String({ maxLength: 128 }) },
  { additionalProperties: false },
);
export type ChangeUserPasswordInput = Static<typeof ChangeUserPasswordInput>;
