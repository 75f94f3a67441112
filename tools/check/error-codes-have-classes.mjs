// Every code that an endpoint says it may answer with is the code of an error class, and of one only.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadEndpointTables } from '../endpoint-tables.mjs';
import { report, sourceFiles } from '../source-files.mjs';
import { root } from '../setup.mjs';

const CODE = /readonly code(?:: \w+)? = '(\w+)'/;

const codeIn = (path) => CODE.exec(readFileSync(join(root, path), 'utf8'))?.[1];

const faults = [];
const classes = new Set();
for (const code of sourceFiles(root, ['libs/errors'], /-error\.ts$/).map(codeIn)) {
  if (code !== undefined && classes.has(code)) faults.push(`libs/errors: ${code} is the code of two classes`);
  classes.add(code);
}
// A private error sits beside its thrower.
for (const code of sourceFiles(root, ['apps', 'libs'], /-error\.ts$/).map(codeIn)) classes.add(code);

for (const { app, path, endpoints } of await loadEndpointTables()) {
  if (!Array.isArray(endpoints)) faults.push(`${path}: exports no list named endpoints`);
  for (const { name, errors } of endpoints ?? []) {
    for (const code of errors)
      if (!classes.has(code)) faults.push(`${app} ${name}: no error class has the code ${code}`);
  }
}
report(faults);
