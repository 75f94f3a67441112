import { type Static, Type } from '@sinclair/typebox';
import { AccessName } from './access-name';
import { Uuid } from './uuid';

/** What joins users and policies of an account. */
export const Role = Type.Object({
  id: Uuid,
  name: Type.String(),
  members: Type.Array(
    Type.Object({
      type: Type.Literal('subuser'),
      id: Uuid,
      login: Type.String(),
      default: Type.Boolean({ description: 'The role counts without being named in `as-role`.' }),
    }),
  ),
  policies: Type.Array(Type.Object({ id: Uuid, name: Type.String() })),
});
export type Role = Static<typeof Role>;

const Login = Type.String({ minLength: 1, maxLength: 64 });
/** As API 9 writes members; as 7 and 8 did, a login. */
const MemberWish = Type.Union(
  [
    Type.Object(
      {
        type: Type.Optional(Type.Literal('subuser')),
        id: Type.Optional(Uuid),
        login: Type.Optional(Login),
        default: Type.Optional(Type.Boolean()),
      },
      { additionalProperties: false, minProperties: 1 },
    ),
    Login,
  ],
  { errorMessage: 'must be a login, or {type: "subuser", login or id, default}' },
);
const PolicyWish = Type.Union(
  [
    Type.Object(
      { id: Type.Optional(Uuid), name: Type.Optional(AccessName) },
      { additionalProperties: false, minProperties: 1 },
    ),
    AccessName,
  ],
  { errorMessage: 'must be the name of a policy, or {name or id}' },
);

const Wishes = {
  members: Type.Optional(Type.Array(MemberWish, { maxItems: 1000 })),
  default_members: Type.Optional(
    Type.Array(Login, { maxItems: 1000, description: 'Logins, as API 7 and 8 name default members.' }),
  ),
  policies: Type.Optional(Type.Array(PolicyWish, { maxItems: 100 })),
};

export const CreateRoleInput = Type.Object({ name: AccessName, ...Wishes }, { additionalProperties: false });
export type CreateRoleInput = Static<typeof CreateRoleInput>;

/** What is given replaces what was there. */
export const UpdateRoleInput = Type.Object(
  { name: Type.Optional(AccessName), ...Wishes },
  { additionalProperties: false },
);
export type UpdateRoleInput = Static<typeof UpdateRoleInput>;
