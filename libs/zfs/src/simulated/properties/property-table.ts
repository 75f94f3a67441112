/** Bytes of a volume's blocks when nothing is said. */
export const VOLBLOCKSIZE = 8192;

export type SubjectType = 'filesystem' | 'volume' | 'snapshot';

/** How a native property behaves. */
export interface Property {
  readonly name: string;
  /** Heading of its column; also, in lower case, another name for it. */
  readonly column: string;
  readonly on: readonly SubjectType[];
  /** `live`: computed, never set. `limit`: bytes or none. `created`: settable at creation only. `plain`: a stored word. */
  readonly kind: 'live' | 'limit' | 'volsize' | 'created' | 'plain' | 'fixed';
  /** Right-aligned in tables, and digits under `-p`. */
  readonly numeric: boolean;
  readonly initial: string;
  /** Children take over their parent's value. */
  readonly inherited: boolean;
  readonly allowed?: RegExp;
  readonly allowedText?: string;
  /** Said of a word that is not allowed, when there is no list of those that are. */
  readonly refusal?: string;
}

const FS: readonly SubjectType[] = ['filesystem'];
const VOL: readonly SubjectType[] = ['volume'];
const BOTH: readonly SubjectType[] = ['filesystem', 'volume'];
const SNAP: readonly SubjectType[] = ['snapshot'];
const ALL: readonly SubjectType[] = ['filesystem', 'volume', 'snapshot'];

function live(name: string, on: readonly SubjectType[], column = name, numeric = true): Property {
  return { name, on, column: column.toUpperCase(), kind: 'live', numeric, initial: '-', inherited: false };
}
function limit(name: string, on: readonly SubjectType[], column = name): Property {
  return { name, on, column: column.toUpperCase(), kind: 'limit', numeric: true, initial: '0', inherited: false };
}
function fixed(name: string, on: readonly SubjectType[], initial: string): Property {
  return { name, on, column: name.toUpperCase(), kind: 'fixed', numeric: false, initial, inherited: false };
}
function plain(name: string, on: readonly SubjectType[], initial: string, column = name, inherited = true): Property {
  return { name, on, column: column.toUpperCase(), kind: 'plain', numeric: false, initial, inherited };
}
function choice(name: string, on: readonly SubjectType[], words: string, column = name): Property {
  const [initial = ''] = words.split('|');
  return {
    ...plain(name, on, initial, column),
    allowed: new RegExp(`^(${words})$`),
    // zfs takes `noparity` but does not tell.
    allowedText: (words === OFF_ON ? ON_OFF : words).replace('noparity|', '').replaceAll('|', ' | '),
  };
}

const ON_OFF = 'on|off';
const OFF_ON = 'off|on';
const COMPRESSION =
  /^(on|off|lzjb|gzip|gzip-[1-9]|zle|lz4|zstd|zstd-([1-9]|1[0-9])|zstd-fast(-([1-9]|[1-9]0|100|500|1000))?)$/;
const COMPRESSION_TEXT =
  'on | off | lzjb | gzip | gzip-[1-9] | zle | lz4 | zstd | zstd-[1-19] | zstd-fast | zstd-fast-[1-10,20,30,40,50,60,70,80,90,100,500,1000]';
const NO_LIMIT = '18446744073709551615';

/** Native properties in the order of `zfs get all` of OpenZFS 2.1. */
export const PROPERTIES: readonly Property[] = [
  live('type', ALL, 'type', false),
  live('creation', ALL, 'creation', false),
  live('used', ALL),
  live('available', BOTH, 'avail'),
  live('referenced', ALL, 'refer'),
  live('compressratio', ALL, 'ratio'),
  fixed('mounted', FS, 'no'),
  live('origin', BOTH, 'origin', false),
  limit('quota', FS),
  limit('reservation', BOTH, 'reserv'),
  { ...live('volsize', ['volume', 'snapshot']), kind: 'volsize' },
  { ...live('volblocksize', VOL, 'volblock'), kind: 'created' },
  { ...plain('recordsize', FS, '131072', 'recsize'), numeric: true },
  {
    ...plain('mountpoint', FS, '/'),
    allowed: /^(\/.*|none|legacy)$/,
    refusal: `'mountpoint' must be an absolute path, 'none', or 'legacy'`,
  },
  plain('sharenfs', FS, 'off'),
  choice('checksum', BOTH, 'on|off|fletcher2|fletcher4|sha256|noparity|sha512|skein|edonr'),
  { ...plain('compression', BOTH, 'off', 'compress'), allowed: COMPRESSION, allowedText: COMPRESSION_TEXT },
  choice('atime', FS, ON_OFF),
  choice('devices', FS, ON_OFF),
  choice('exec', FS, ON_OFF),
  choice('setuid', FS, ON_OFF),
  choice('readonly', BOTH, OFF_ON, 'rdonly'),
  choice('zoned', FS, OFF_ON),
  choice('snapdir', FS, 'hidden|visible'),
  choice('aclmode', FS, 'discard|groupmask|passthrough|restricted'),
  choice('aclinherit', FS, 'restricted|discard|noallow|passthrough|passthrough-x'),
  live('createtxg', ALL, 'createtxg', true),
  { ...choice('canmount', FS, 'on|off|noauto'), inherited: false },
  choice('xattr', FS, 'on|off|dir|sa'),
  choice('copies', BOTH, '1|2|3'),
  fixed('version', FS, '5'),
  fixed('utf8only', FS, 'off'),
  fixed('normalization', FS, 'none'),
  fixed('casesensitivity', FS, 'sensitive'),
  choice('vscan', FS, OFF_ON),
  choice('nbmand', FS, OFF_ON),
  plain('sharesmb', FS, 'off'),
  limit('refquota', FS),
  limit('refreservation', BOTH, 'refreserv'),
  live('guid', ALL),
  choice('primarycache', ALL, 'all|none|metadata'),
  choice('secondarycache', ALL, 'all|none|metadata'),
  live('usedbysnapshots', BOTH, 'usedsnap'),
  live('usedbydataset', BOTH, 'usedds'),
  live('usedbychildren', BOTH, 'usedchild'),
  live('usedbyrefreservation', BOTH, 'usedrefreserv'),
  fixed('defer_destroy', SNAP, 'off'),
  live('userrefs', SNAP),
  choice('logbias', BOTH, 'latency|throughput'),
  live('objsetid', ALL),
  choice('dedup', BOTH, 'off|on|verify|sha256|sha256,verify|sha512|sha512,verify|skein|skein,verify'),
  plain('mlslabel', ALL, 'none'),
  choice('sync', BOTH, 'standard|always|disabled'),
  choice('dnodesize', FS, 'legacy|auto|1k|2k|4k|8k|16k'),
  live('refcompressratio', ALL, 'refratio'),
  live('written', ALL),
  live('clones', SNAP, 'clones', false),
  live('logicalused', BOTH, 'lused'),
  live('logicalreferenced', ALL, 'lrefer'),
  choice('volmode', BOTH, 'default|full|geom|dev|none'),
  { ...plain('filesystem_limit', FS, NO_LIMIT, 'fslimit', false), numeric: true },
  { ...plain('snapshot_limit', BOTH, NO_LIMIT, 'sslimit', false), numeric: true },
  { ...fixed('filesystem_count', FS, NO_LIMIT), column: 'FSCOUNT', numeric: true },
  { ...fixed('snapshot_count', BOTH, NO_LIMIT), column: 'SSCOUNT', numeric: true },
  choice('snapdev', BOTH, 'hidden|visible'),
  choice('acltype', FS, 'off|nfsv4|posix'),
  plain('context', BOTH, 'none', 'context', false),
  plain('fscontext', BOTH, 'none', 'fscontext', false),
  plain('defcontext', BOTH, 'none', 'defcontext', false),
  plain('rootcontext', BOTH, 'none', 'rootcontext', false),
  choice('relatime', FS, OFF_ON),
  choice('redundant_metadata', BOTH, 'all|most', 'rd'),
  choice('overlay', FS, ON_OFF),
  fixed('encryption', BOTH, 'off'),
  fixed('keylocation', BOTH, 'none'),
  fixed('keyformat', BOTH, 'none'),
  { ...fixed('pbkdf2iters', BOTH, '0'), numeric: true },
  { ...plain('special_small_blocks', FS, '0'), numeric: true },
];

const BY_NAME = new Map(
  PROPERTIES.flatMap((property) => [
    [property.column.toLowerCase(), property] as const,
    [property.name, property] as const,
  ]),
);
BY_NAME.set('compress', BY_NAME.get('compression') as Property);

/** The native property of that name or short name. */
export function findProperty(name: string): Property | undefined {
  return BY_NAME.get(name);
}

/** Names with a colon are the user's own properties. */
export function isUserProperty(name: string): boolean {
  return name.includes(':');
}
