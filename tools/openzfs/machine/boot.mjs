import { spawn } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { join } from 'node:path';

/**
 * Boots the machine and waits until it has turned itself off. `share` is its /share; what it prints is kept in
 * `share/out/serial.log`. The disk is used as it is and never changed.
 */
export function bootMachine({ disk, kernel, initrd }, share, { timeoutMs }) {
  const args = [
    ...['-accel', 'tcg,thread=multi', '-cpu', 'max', '-smp', '2', '-m', '4096'],
    ...['-display', 'none', '-monitor', 'none', '-serial', 'stdio', '-no-reboot', '-nic', 'none'],
    ...['-kernel', kernel, '-initrd', initrd],
    ...['-append', 'console=ttyS0 root=/dev/vda rw quiet init=/sbin/openzfs-init'],
    ...['-drive', `file=${disk},format=raw,if=virtio,snapshot=on`],
    ...['-virtfs', `local,path=${share},mount_tag=share,security_model=none`],
  ];
  // The others on this computer come first.
  const qemu = spawn('nice', ['-n', '10', 'qemu-system-x86_64', ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  const serial = createWriteStream(join(share, 'out', 'serial.log'));
  qemu.stdout.pipe(serial, { end: false });
  qemu.stderr.pipe(serial, { end: false });
  const stop = () => qemu.kill('SIGKILL');
  process.once('exit', stop);
  const timer = setTimeout(stop, timeoutMs);
  return new Promise((resolve, reject) => {
    qemu.once('error', reject);
    qemu.once('close', (code, signal) => {
      clearTimeout(timer);
      process.removeListener('exit', stop);
      serial.end();
      if (code === 0) return resolve();
      reject(new Error(`qemu ended with ${signal ?? code}; see ${join(share, 'out', 'serial.log')}`));
    });
  });
}
