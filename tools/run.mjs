import { spawn } from 'node:child_process';

const LINES_KEPT = 60;

/** Runs a program to its end without showing its output. Answers that; when it fails, the error ends with it. */
export function run(command, args, options = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'], ...options });
    let output = '';
    child.stdout.on('data', (chunk) => (output += chunk));
    child.stderr.on('data', (chunk) => (output += chunk));
    child.once('error', reject);
    child.once('close', (code, signal) => {
      if (code === 0) return resolve(output);
      const end = output.trimEnd().split('\n').slice(-LINES_KEPT).join('\n');
      const error = new Error(`${[command, ...args].join(' ')} ended with ${signal ?? `exit code ${code}`}\n${end}`);
      reject(Object.assign(error, { output }));
    });
  });
}
