/**
 * A namespace of the official module in which some members are those of the sandbox. Everything else is the official
 * member itself, also one that did not exist when this was written.
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
