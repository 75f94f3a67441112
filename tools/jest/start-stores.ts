import { startStores } from './stores';

// Jest's globalSetup: a module that is a function.
export = startStores;
