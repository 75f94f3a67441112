// What no linter knows about our house: names of files and folders, and their size.
import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { report, sourceFiles } from '../source-files.mjs';
import { root } from '../setup.mjs';

const MOST_LINES = 300;
const DUMPING_GROUND = /(^|\/)(common|shared|utils?|helpers?|types|misc)(\/|\.[cm]?[jt]sx?$)/;

const faults = sourceFiles(root, ['apps', 'libs', 'tools'], /\.[cm]?[jt]sx?$/).flatMap((path) => {
  const lines = readFileSync(join(root, path), 'utf8').split('\n').length - 1;
  return [
    /^index\./.test(basename(path)) && `${path}: no barrels, import the file that holds the thing`,
    DUMPING_GROUND.test(path) && `${path}: name the thing, or leave it where it is used`,
    !/^[a-z0-9]+([.-][a-z0-9]+)*$/.test(basename(path)) && `${path}: files are named in kebab-case`,
    lines > MOST_LINES && `${path}: ${lines} lines; a file near ${MOST_LINES} is asking to be two`,
  ].filter(Boolean);
});
report(faults);
