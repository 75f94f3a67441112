import { newSimulatedWorld } from '@triton/zfs/testing/simulated-world';

import { playEpisode } from '../random/play-episode';
import type { Episode, RecordedStep } from '../random/recording';
import { compareRecording } from './compare-recording';

let episodes: Episode[];
beforeAll(async () => {
  const { host, close } = await newSimulatedWorld();
  const stage = {
    host,
    write: (volume: string, offset: number, length: number) => host.write(volume, offset, length),
    onStep: () => undefined,
  };
  episodes = [await playEpisode(stage, 7, 0), await playEpisode(stage, 7, 1)];
  close();
});

const compare = (recorded: readonly Episode[]) => compareRecording({ seed: 7, version: 'none', episodes: recorded });
const changed = (at: number, change: Partial<RecordedStep>): Episode[] =>
  episodes.map((episode, index) => {
    if (index > 0) return episode;
    return { ...episode, steps: episode.steps.map((step, i) => (i === at ? { ...step, ...change } : step)) };
  });

test('what the simulated pool did, it does again', async () => {
  expect(await compare(episodes)).toEqual([]);
});

test('another text is told with the commands that lead to it, and the rest of the episode is compared all the same', async () => {
  const differences = await compare(changed(3, { stderr: 'something else\n' }));
  expect(differences).toHaveLength(1);
  expect(differences[0]?.prefix).toHaveLength(4);
  expect(differences[0]?.what.join()).toContain('something else');
});

test('another size is told, and ends the comparison of its episode', async () => {
  const [first] = episodes[0]?.steps[2]?.datasets ?? [];
  if (first === undefined) throw new Error('the episode has no datasets');
  const datasets = [{ ...first, quota: '1' }, ...(episodes[0]?.steps[2]?.datasets.slice(1) ?? [])];
  const differences = await compare(changed(2, { datasets }));
  expect(differences).toHaveLength(1);
  expect(differences[0]?.what).toEqual([expect.stringContaining('quota: real 1, simulated')]);
});
