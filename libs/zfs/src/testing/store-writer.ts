import { SimulatedZfsHost } from '../simulated-zfs-host';

/** A process of its own for tests: sets `test:<key>` of `zones/shared` to 1, 2, 3 … and prints each number once zfs has answered. */
async function main([root = '', key = '', count = '0']: string[]): Promise<void> {
  const host = new SimulatedZfsHost({ root });
  for (let value = 1; value <= Number(count); value += 1) {
    const { exitCode, stderr } = await host.zfs(['set', `test:${key}=${value}`, 'zones/shared']);
    if (exitCode !== 0) throw new Error(stderr);
    const { stdout } = await host.zfs(['create', `zones/shared/${key}-${value}`]);
    process.stdout.write(`${stdout}${value}\n`);
  }
  host.close();
}

void main(process.argv.slice(2));
