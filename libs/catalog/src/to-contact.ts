import type { ContactField } from '@triton/schemas/contact';
import type { ContactColumns } from './catalog-tables';
import { CONTACT_COLUMNS } from './contact-columns';

/** The fields of a contact that a row has; the others are absent. */
export function toContact(row: ContactColumns): { [Field in ContactField]?: string } {
  const contact: { [Field in ContactField]?: string } = {};
  for (const [field, column] of Object.entries(CONTACT_COLUMNS) as [ContactField, keyof ContactColumns][]) {
    const { [column]: value } = row;
    if (value !== null) contact[field] = value;
  }
  return contact;
}
