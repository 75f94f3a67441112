import { CreatePayload } from './create-payload';
import type { NewDisk } from './disk-payload';
import { inspectPayload } from './inspect-payload';
import { UpdatePayload } from './update-payload';

/** What `vmadm validate` prints of a payload that is not valid. */
export interface PayloadFaults {
  bad_values: string[];
  bad_properties: string[];
  missing_properties: string[];
}

/** The properties of a payload that are at fault, whatever the VM and its node; undefined when none is. */
export function payloadFaults(
  action: 'create' | 'update',
  payload: unknown,
  brand?: string,
): PayloadFaults | { bad_brand: string } | undefined {
  const named = (payload as { brand?: unknown } | null)?.brand ?? brand;
  if (named !== undefined && named !== 'bhyve') return { bad_brand: String(named).slice(0, 64) };
  const { value, errors } = inspectPayload(action === 'create' ? CreatePayload : UpdatePayload, payload);
  const missing = errors.filter(({ code }) => code === 'MissingParameter');
  const unknown = errors.filter(({ message }) => message.startsWith('is not a known parameter'));
  const bad = errors.filter((error) => !missing.includes(error) && !unknown.includes(error));
  const names = (list: typeof errors): string[] => list.map(({ field }) => field);
  const faults = { bad_values: names(bad), bad_properties: names(unknown), missing_properties: names(missing) };
  if (errors.length === 0) addFaultsOfDisks(faults, value as CreatePayload, action);
  return Object.values(faults).flat().length === 0 ? undefined : faults;
}

/** What no schema says of disks: which property needs which other, and which excludes it. */
function addFaultsOfDisks(faults: PayloadFaults, payload: CreatePayload, action: 'create' | 'update'): void {
  const { disks, add_disks, flexible_disk_size: budget } = payload;
  if (disks && add_disks) faults.bad_properties.push('add_disks');
  for (const [list, wishes] of Object.entries({ disks, add_disks })) {
    for (const [index, wish] of (wishes ?? []).entries()) {
      const at = `${list}.${index}`;
      faults.missing_properties.push(...missingOf(wish).map((name) => `${at}.${name}`));
      faults.bad_properties.push(...excludedOf(wish).map((name) => `${at}.${name}`));
      // RFD 154 lets a flexible disk space override the image's size; without one the platform's own validation does not.
      if (action === 'create' && wish.image_uuid !== undefined && wish.size !== undefined && !budget) {
        faults.bad_properties.push(`${at}.size`);
      }
    }
  }
}

const comesFromOutside = ({ nocreate, media }: NewDisk): boolean => nocreate === true || media === 'cdrom';

function missingOf(wish: NewDisk): string[] {
  if (comesFromOutside(wish)) return wish.path === undefined ? ['path'] : [];
  return wish.image_uuid === undefined && wish.size === undefined ? ['size'] : [];
}

function excludedOf(wish: NewDisk): string[] {
  if (comesFromOutside(wish)) return [];
  return [
    ...(wish.path !== undefined ? ['path'] : []),
    ...(wish.image_uuid === undefined && wish.image_size !== undefined ? ['image_size'] : []),
    ...(wish.image_uuid !== undefined && wish.block_size !== undefined ? ['block_size'] : []),
  ];
}
