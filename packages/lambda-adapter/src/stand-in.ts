/**
 * An object that answers what is asked most by itself, and builds the real thing when something else is asked of it.
 */
export interface StandIn {
  whole(): object;
}

/**
 * Gives a class of stand-ins every member of the real class that it does not have, by asking the real object, and makes
 * its objects `instanceof` the real class.
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
