/** The topic on which the host answers a method call with its result. */
export function resolveTopic(functionName: string, eventId: string): string {
  return `${functionName}/resolve/${eventId}`;
}

/** The topic on which the host answers a method call with an error. */
export function rejectTopic(functionName: string, eventId: string): string {
  return `${functionName}/reject/${eventId}`;
}

/** The topic on which the host sends the events of a listener. */
export function eventTopic(functionName: string, eventId: string): string {
  return `${functionName}/onEvent/${eventId}`;
}

/** The topic on which the host sends the errors of a listener. */
export function errorTopic(functionName: string, eventId: string): string {
  return `${functionName}/onError/${eventId}`;
}
