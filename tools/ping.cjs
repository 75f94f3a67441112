'use strict';
// Health check of a container: exit code 0 when the URL given answers with success.
fetch(process.argv[2], { signal: AbortSignal.timeout(4000) }).then(
  (response) => process.exit(response.ok ? 0 : 1),
  () => process.exit(1),
);
