import { RemoteError } from '@triton/http-client/remote-error';
import type { Package } from '@triton/schemas/package';
import { PackageNames } from './package-names';

function papiThat(answer: (uuid: string) => Package) {
  const asked: string[] = [];
  return {
    asked,
    async getPackage(uuid: string) {
      asked.push(uuid);
      return answer(uuid);
    },
  };
}

const remote = (status: number) => new RemoteError({ remote: 'papi', status, code: 'Any', message: 'any' });

test('the machines of a list cost one question for each package, and none the next time', async () => {
  const papi = papiThat((uuid) => ({ name: `name of ${uuid}` }) as Package);
  const names = new PackageNames(papi);
  const found = await names.namesOf(['a', 'b', 'a', undefined]);
  expect([found.get('a'), found.get('b'), found.get(undefined)]).toEqual(['name of a', 'name of b', '']);
  await names.namesOf(['b', 'a']);
  expect(papi.asked).toEqual(['a', 'b']);
});

test('a package that is gone has no name, and may come back', async () => {
  let gone = true;
  const names = new PackageNames(
    papiThat(() => {
      if (gone) throw remote(404);
      return { name: 'back' } as Package;
    }),
  );
  expect(await names.nameOf('a')).toBe('');
  gone = false;
  expect(await names.nameOf('a')).toBe('back');
});

test('not knowing is not the same as having none', async () => {
  const names = new PackageNames(
    papiThat(() => {
      throw remote(503);
    }),
  );
  await expect(names.nameOf('a')).rejects.toMatchObject({ status: 503 });
});
