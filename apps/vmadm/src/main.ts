import { runVmadm } from './run-vmadm';

// A reader that has seen enough is no error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1));

const print = (text: string): void => void process.stdout.write(text);

void runVmadm(process.argv.slice(2), process.env, process.stdin, { print }).then(({ stdout, stderr, exitCode }) => {
  process.exitCode = exitCode;
  process.stdout.write(stdout);
  process.stderr.write(stderr);
});
