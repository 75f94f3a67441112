import { runProgram } from './run-program';

void runProgram('zpool');
