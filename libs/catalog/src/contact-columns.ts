import type { ContactField } from '@triton/schemas/contact';
import type { ContactColumns } from './catalog-tables';

/** The column of each field of a contact. */
export const CONTACT_COLUMNS: Readonly<Record<ContactField, keyof ContactColumns>> = {
  companyName: 'company_name',
  firstName: 'first_name',
  lastName: 'last_name',
  address: 'address',
  postalCode: 'postal_code',
  city: 'city',
  state: 'state',
  country: 'country',
  phone: 'phone',
};

export const noContact: Readonly<ContactColumns> = {
  company_name: null,
  first_name: null,
  last_name: null,
  address: null,
  postal_code: null,
  city: null,
  state: null,
  country: null,
  phone: null,
};

/** The columns of those fields that are given. An empty text means that there shall be none. */
export function contactColumns(given: {
  readonly [Field in ContactField]?: string | undefined;
}): Partial<ContactColumns> {
  const columns: Partial<ContactColumns> = {};
  for (const [field, column] of Object.entries(CONTACT_COLUMNS) as [ContactField, keyof ContactColumns][]) {
    const { [field]: value } = given;
    if (value !== undefined) columns[column] = value === '' ? null : value;
  }
  return columns;
}
