import type { Endpoint } from './endpoint';

/** The endpoints of one method at one path: one, or several told apart by `action`. */
export interface MethodEndpoints<C, A> {
  byAction: ReadonlyMap<string, Endpoint<C, A>>;
  /** The one without an action. */
  plain: Endpoint<C, A> | undefined;
  all: readonly Endpoint<C, A>[];
}

export interface Route<C, A> {
  path: string;
  /** Keyed by the upper-case method. */
  methods: ReadonlyMap<string, MethodEndpoints<C, A>>;
}

/** The paths of a table, fixed segments before parameters, so that the order of the table never matters. */
export function routeTable<C, A>(endpoints: readonly Endpoint<C, A>[]): Route<C, A>[] {
  const names = new Set<string>();
  const paths = new Map<string, Map<string, Endpoint<C, A>[]>>();
  for (const endpoint of endpoints) {
    if (names.has(endpoint.name)) throw new Error(`two endpoints are named ${endpoint.name}`);
    names.add(endpoint.name);
    const methods = paths.get(endpoint.path) ?? new Map<string, Endpoint<C, A>[]>();
    paths.set(endpoint.path, methods);
    const method = endpoint.method.toUpperCase();
    methods.set(method, [...(methods.get(method) ?? []), endpoint]);
  }
  return [...paths]
    .map(([path, methods]) => ({
      path,
      methods: new Map([...methods].map(([method, all]) => [method, methodEndpoints(all)])),
    }))
    .sort((one, other) => compareSpecificity(one.path, other.path));
}

function methodEndpoints<C, A>(all: readonly Endpoint<C, A>[]): MethodEndpoints<C, A> {
  const byAction = new Map<string, Endpoint<C, A>>();
  let plain: Endpoint<C, A> | undefined;
  for (const endpoint of all) {
    const { action } = endpoint;
    const other = action === undefined ? plain : byAction.get(action);
    if (other) throw new Error(`${other.name} and ${endpoint.name} answer the same requests`);
    if (action === undefined) plain = endpoint;
    else byAction.set(action, endpoint);
  }
  return { byAction, plain, all };
}

function compareSpecificity(one: string, other: string): number {
  const left = one.split('/');
  const right = other.split('/');
  for (let index = 0; index < Math.min(left.length, right.length); index++) {
    const difference = Number(left[index]?.startsWith(':')) - Number(right[index]?.startsWith(':'));
    if (difference !== 0) return difference;
  }
  return left.length - right.length;
}
