import { stopStores } from './stores';

// Jest's globalTeardown: a module that is a function.
export = stopStores;
