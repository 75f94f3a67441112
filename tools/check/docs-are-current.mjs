// openapi.json and the tables of errors are what the endpoints say, and OpenAPI that others can read.
import { docs } from '../docs.mjs';
import { report } from '../source-files.mjs';

report(await docs({ check: true }));
