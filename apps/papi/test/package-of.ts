/** Every attribute a package must have; 10 GiB of disk. */
export function packageOf(attributes: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    name: 'b4-highcpu-bhyve-3.75g',
    version: '1.0.0',
    active: true,
    cpu_cap: 200,
    max_lwps: 4000,
    max_physical_memory: 3840,
    max_swap: 15360,
    quota: 10240,
    zfs_io_priority: 16,
    ...attributes,
  };
}
