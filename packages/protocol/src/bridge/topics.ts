/**
 * What the host says on a topic: the result or the error of a method call, or the events and errors of a listener.
 */
export type TopicWord = 'resolve' | 'reject' | 'onEvent' | 'onError';

/** The topic on which the host answers one call of a function, or speaks to one of its listeners. */
export function bridgeTopic(functionName: string, word: TopicWord, eventId: string): string {
  return `${functionName}/${word}/${eventId}`;
}

/** The topic on which the host answers a method call with its result. */
export function resolveTopic(functionName: string, eventId: string): string {
  return bridgeTopic(functionName, 'resolve', eventId);
}

/** The topic on which the host answers a method call with an error. */
export function rejectTopic(functionName: string, eventId: string): string {
  return bridgeTopic(functionName, 'reject', eventId);
}

/** The topic on which the host sends the events of a listener. */
export function eventTopic(functionName: string, eventId: string): string {
  return bridgeTopic(functionName, 'onEvent', eventId);
}

/** The topic on which the host sends the errors of a listener. */
export function errorTopic(functionName: string, eventId: string): string {
  return bridgeTopic(functionName, 'onError', eventId);
}
