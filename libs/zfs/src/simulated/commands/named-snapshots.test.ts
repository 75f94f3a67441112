import { newSimulatedWorld } from '../../testing/simulated-world';

test.each(['s1,s1', 's1,s1%s1'])('a snapshot named twice, @%s, is destroyed and told of once', async (names) => {
  const { host, close } = await newSimulatedWorld();
  await host.zfs(['create', 'zones/a']);
  await host.zfs(['snapshot', 'zones/a@s1']);
  const { stdout } = await host.zfs(['destroy', '-vp', `zones/a@${names}`]);
  expect(stdout).toBe('destroy\tzones/a@s1\nreclaim\t0\n');
  close();
});
