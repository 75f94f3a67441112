import fc from 'fast-check';
import { formatTable } from './table';

const layout = { columns: ['name', 'size'], longColumns: ['name', 'size', 'note'], sort: ['name'] };

test('columns are two spaces apart, and nothing is cut off', () => {
  const rows = [
    { name: 'b', size: 1 },
    { name: 'a long name', size: 20_480, note: { x: [1] } },
  ];
  expect(formatTable(rows, layout, { long: true })).toEqual([
    'NAME         SIZE   NOTE', //
    'a long name  20480  {"x":[1]}',
    'b            1      -',
  ]);
});

test.each([
  ['-s', 'size', [9, 10, 100]],
  ['-s', '-size', [100, 10, 9]],
  ['-s', 'note,-size', [100, 9, 10]],
  ['-s', 'no.such.field', [10, 9, 100]],
])('%s %s sorts numbers as numbers', (_flag, s, sizes) => {
  const rows = [
    { size: 10, note: 'b' },
    { size: 9, note: 'a' },
    { size: 100, note: 'a' },
  ];
  expect(formatTable(rows, layout, { s, o: 'size', H: true }).map(Number)).toEqual(sizes);
});

test('dots reach into objects and lists, and into nothing else', () => {
  const row = { disks: [{ size: 5 }], name: 'x' };
  const o = 'disks.0.size,disks.1.size,name.length,constructor,__proto__,disks.length';
  expect(formatTable([row], layout, { o, H: true })).toEqual(['5  -  -  -  -  1']);
});

test('whatever is in the rows, each is one line, and every column begins at the same place', () => {
  const row = fc.record({
    name: fc.string({ unit: 'grapheme-ascii' }),
    size: fc.oneof(fc.integer(), fc.constant(null)),
  });
  fc.assert(
    fc.property(fc.array(row), (rows) => {
      const [heading = '', ...lines] = formatTable(rows, layout, {});
      expect(lines).toHaveLength(rows.length);
      const column = heading.indexOf('SIZE');
      for (const line of lines) {
        expect(line).not.toMatch(/[\n\t]/);
        expect(line.slice(column)).toMatch(/^(-|-?\d+)$/);
      }
    }),
  );
});

test('-j is one JSON object a row, sorted as the table is', () => {
  const rows = [{ name: 'b\n' }, { name: 'a' }];
  expect(formatTable(rows, layout, { json: true, o: 'size' })).toEqual(['{"name":"a"}', '{"name":"b\\n"}']);
});
