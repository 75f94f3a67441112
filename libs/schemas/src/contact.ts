import { Type } from '@sinclair/typebox';

const Text = Type.Optional(Type.String({ maxLength: 256 }));

/** What accounts and users may say of themselves, all optional. */
export const Contact = {
  companyName: Text,
  firstName: Text,
  lastName: Text,
  address: Text,
  postalCode: Text,
  city: Text,
  state: Text,
  country: Text,
  phone: Text,
};

/** Names of the contact's fields on the wire. */
export type ContactField = keyof typeof Contact;
