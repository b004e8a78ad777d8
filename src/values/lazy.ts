/** An async method, or a group of such methods. */
type AsyncMethods = ((...parts: never[]) => Promise<unknown>) | { readonly [name: string]: AsyncMethods };

/**
 * Returns a group of methods whose code is loaded at the first call of one. A request waits only for the code that it
 * needs. Only async methods can be lazy.
 *
 * ```ts
 * const records = lazy(async () => createRecords((await import('../table.ts')).createTable(config)));
 * await records.users.find(id); // loads
 * ```
 */
export function lazy<Methods extends AsyncMethods>(load: () => Promise<Methods>): Methods {
  let loading: Promise<Methods> | undefined;
  const methods: unknown = lazyMember(() => {
    loading ??= load();
    return loading;
  });
  // Correct because the proxy has a member for every name, and each call returns the loaded method's result.
  return methods as Methods;
}

/** Returns a proxy that is both a method and a group. Only the call shows which of the two a name is. */
function lazyMember(find: () => Promise<unknown>): unknown {
  return new Proxy(() => {}, {
    // Otherwise `await` on a proxy would take it for a promise.
    get: (_, name) => (name === 'then' ? undefined : lazyMember(async () => memberOf(await find(), name))),
    apply: async (_, __, parts: unknown[]) => callWith(parts, await find()),
  });
}

function memberOf(group: unknown, name: string | symbol): unknown {
  return typeof group === 'object' && group !== null ? Reflect.get(group, name) : undefined;
}

function callWith(parts: unknown[], method: unknown): unknown {
  if (typeof method !== 'function') throw new TypeError('There is no such method.');
  return Reflect.apply(method, undefined, parts);
}
