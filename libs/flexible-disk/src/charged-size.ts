export interface ChargeableDisk {
  /** MiB the disk has, or was promised when it is being created. */
  size: number;
  /** MiB an unfinished resize leads to. */
  target_size?: number | undefined;
}

/**
 * What a disk costs its VM's budget, in MiB: the most it can turn out to have. A growing disk costs its new size from
 * the moment the resize is accepted; a shrinking or deleted one keeps its old cost until the node has given it back.
 */
export function chargedSizeMib({ size, target_size }: ChargeableDisk): number {
  return Math.max(size, target_size ?? 0);
}
