/** What placement needs to know of a VM. Sizes are MiB. */
export interface AllocateInput {
  vm: {
    uuid: string;
    owner_uuid: string;
    ram: number;
    disks?: readonly object[];
    flexible_disk_size?: number;
    /** GiB, of the zone root. */
    quota?: number;
    [attribute: string]: unknown;
  };
  image?: object;
  package?: object;
  /** Choose among these only. */
  servers?: readonly string[];
}
