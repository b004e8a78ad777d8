/** A method that answers later, or a group of such methods. */
type AnswersLater = ((...parts: never[]) => Promise<unknown>) | { readonly [name: string]: AnswersLater };

/**
 * Stands for a group of methods whose code is loaded when the first of them is called, so that a request waits for no
 * code that it does not need. Only what answers later can be stood for.
 *
 * ```ts
 * const records = onFirstUse(async () => createRecords((await import('../table.ts')).createTable(config)));
 * await records.users.find(id); // loads
 * ```
 */
export function lazy<Methods extends AnswersLater>(load: () => Promise<Methods>): Methods {
  let loading: Promise<Methods> | undefined;
  const standIn: unknown = standInFor(() => {
    loading ??= load();
    return loading;
  });
  // True because a stand-in answers to every name with another, and to every call with what the method says.
  return standIn as Methods;
}

/** Whether a name is a method or a group shows only when it is called, so that every stand-in is both. */
function standInFor(find: () => Promise<unknown>): unknown {
  return new Proxy(() => {}, {
    // Whoever awaits a stand-in would otherwise take it for a promise.
    get: (_, name) => (name === 'then' ? undefined : standInFor(async () => memberOf(await find(), name))),
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
