import type { Package } from '@triton/schemas/package';

/** Of packages of one name, the one of the highest version. */
export function newestPackage(packages: readonly Package[]): Package | undefined {
  return packages.reduce<Package | undefined>(
    (newest, candidate) => (newest && compareVersions(newest.version, candidate.version) >= 0 ? newest : candidate),
    undefined,
  );
}

/** Semver's order: numbers as numbers, and a pre-release (`1.2.0-rc1`) before its release. */
function compareVersions(a: string, b: string): number {
  const [aRelease = '', aPre] = split(a);
  const [bRelease = '', bPre] = split(b);
  const byRelease = compareParts(aRelease, bRelease);
  if (byRelease !== 0) return byRelease;
  if (aPre === undefined || bPre === undefined) return Number(bPre !== undefined) - Number(aPre !== undefined);
  return compareParts(aPre, bPre);
}

function split(version: string): [string, string | undefined] {
  const bare = version.replace(/\+.*$/, '');
  const dash = bare.indexOf('-');
  return dash < 0 ? [bare, undefined] : [bare.slice(0, dash), bare.slice(dash + 1)];
}

function compareParts(a: string, b: string): number {
  const left = a.split('.');
  const right = b.split('.');
  for (let i = 0; i < Math.max(left.length, right.length); i += 1) {
    const order = comparePart(left[i], right[i]);
    if (order !== 0) return order;
  }
  return 0;
}

function comparePart(a: string | undefined, b: string | undefined): number {
  if (a === undefined || b === undefined) return Number(a !== undefined) - Number(b !== undefined);
  const [aNumber, bNumber] = [Number(a), Number(b)];
  if (Number.isNaN(aNumber) !== Number.isNaN(bNumber)) return Number.isNaN(aNumber) ? 1 : -1;
  if (!Number.isNaN(aNumber)) return Math.sign(aNumber - bNumber);
  return a < b ? -1 : Number(a > b);
}
