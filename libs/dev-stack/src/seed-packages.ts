import { PapiClient } from '@triton/clients/papi-client';
import { RemoteError } from '@triton/http-client/remote-error';
import { bearer } from './bearer';
import { seedData } from './seed-data';

/** Puts the packages into PAPI through its HTTP API, as the operator. Those that are there already stay as they are. */
export async function seedPackages(papiUrl: string, operatorToken?: string): Promise<void> {
  const papi = new PapiClient({ url: papiUrl, ...bearer(operatorToken) });
  try {
    for (const wanted of seedData.packages) {
      try {
        await papi.createPackage(wanted);
      } catch (err) {
        if (!(err instanceof RemoteError && err.code === 'ConflictError')) throw err;
      }
    }
  } finally {
    papi.close();
  }
}
