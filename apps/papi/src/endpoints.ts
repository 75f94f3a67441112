import type { Endpoint } from '@triton/http-server/endpoint';
import { withDocumentation } from '@triton/http-server/openapi/with-documentation';
import { withPreconditions } from '@triton/http-server/with-preconditions';
import { about } from './about';
import type { Context } from './context';
import { createPackage } from './endpoints/create-package';
import { deletePackage } from './endpoints/delete-package';
import { getPackage } from './endpoints/get-package';
import { listPackages } from './endpoints/list-packages';
import { ping } from './endpoints/ping';
import { updatePackage } from './endpoints/update-package';

export const endpoints: readonly Endpoint<Context>[] = withDocumentation(
  about,
  withPreconditions([listPackages, createPackage, getPackage, updatePackage, deletePackage, ping]),
);
