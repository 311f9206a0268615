/**
 * A namespace of the official module in which the sandbox replaces some members. All other members are the official
 * ones, including later additions.
 */
export function overlay<StandIn extends object>(official: unknown, standIn: StandIn): StandIn {
  if (typeof official !== 'object' || official === null) return standIn;
  return new Proxy(standIn, {
    get: (own, name) => Reflect.get(name in own ? own : official, name),
    has: (own, name) => name in own || name in official,
    ownKeys: (own) => [...new Set([...Reflect.ownKeys(own), ...Reflect.ownKeys(official)])],
    getOwnPropertyDescriptor: (own, name) => {
      const found =
        Reflect.getOwnPropertyDescriptor(own, name) ?? Reflect.getOwnPropertyDescriptor(official, name);
      return found && { ...found, configurable: true };
    },
  });
}
