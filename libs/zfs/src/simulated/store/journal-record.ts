import { crc32 } from 'node:zlib';

/** One committed transaction: what it wrote (null: removed) and its number. */
export interface JournalRecord {
  readonly txg: number;
  readonly writes: readonly (readonly [key: string, value: unknown])[];
}

/** One line with a checksum in front, so that a line half written at a crash is recognised. */
export function encodeRecord(record: JournalRecord): string {
  const json = JSON.stringify(record);
  return `${checksum(json)} ${json}\n`;
}

/** The records of `text` up to the first damaged one, and how many bytes they take. */
export function decodeRecords(text: Buffer): { records: JournalRecord[]; bytes: number } {
  const records: JournalRecord[] = [];
  let bytes = 0;
  for (let end = text.indexOf(10); end !== -1; end = text.indexOf(10, bytes)) {
    const line = text.toString('utf8', bytes, end);
    const json = line.slice(9);
    if (line.slice(0, 8) !== checksum(json)) break;
    records.push(JSON.parse(json) as JournalRecord);
    bytes = end + 1;
  }
  return { records, bytes };
}

function checksum(json: string): string {
  return crc32(json).toString(16).padStart(8, '0');
}
