/** For the tests of those who may use clients, and not what clients are made of. */
export { startTestAgent } from '@triton/http-auth/testing/test-agent';
