/** An object that answers the frequent calls itself, and builds the real object for all others. */
export interface StandIn {
  whole(): object;
}

/**
 * Adds the missing members of the real class to a class of stand-ins. They delegate to the real object; its objects
 * become `instanceof` the real class.
 */
export function complete(standIn: StandIn, real: object): void {
  for (const name of Reflect.ownKeys(real)) {
    if (Object.hasOwn(standIn, name)) continue;
    Object.defineProperty(standIn, name, {
      get(this: StandIn): unknown {
        const whole = this.whole();
        const value: unknown = Reflect.get(whole, name, whole);
        return typeof value === 'function' ? value.bind(whole) : value;
      },
    });
  }
  Object.setPrototypeOf(standIn, real);
}
