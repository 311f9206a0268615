/**
 * Runs steps side by side, each as soon as there is room for it and all that it comes after have passed. A step that fails
 * stops no other one, but what comes after it is left out.
 *
 * @param steps - in the order in which they are begun: `name`, `after` (names) and `play`, which rejects when the step fails
 * @param width - how many run at a time
 * @returns the names by how they ended: `passed`, `failed`, `leftOut`
 */
export async function runSteps(steps, width) {
  const ended = { passed: [], failed: [], leftOut: [] };
  const waiting = [...steps];
  const running = new Set();

  const play = async (step) => {
    const passes = await step.play().then(
      () => true,
      () => false,
    );
    ended[passes ? 'passed' : 'failed'].push(step.name);
  };
  const isLost = ({ after = [] }) =>
    after.some((name) => ended.failed.includes(name) || ended.leftOut.includes(name));
  const isReady = ({ after = [] }) => after.every((name) => ended.passed.includes(name));

  while (waiting.length > 0 || running.size > 0) {
    for (const step of waiting.filter(isLost)) {
      waiting.splice(waiting.indexOf(step), 1);
      ended.leftOut.push(step.name);
    }
    for (const step of waiting.filter(isReady).slice(0, width - running.size)) {
      waiting.splice(waiting.indexOf(step), 1);
      const run = play(step).finally(() => running.delete(run));
      running.add(run);
    }
    if (running.size > 0) await Promise.race(running);
    else if (!waiting.some(isLost)) break;
  }
  if (waiting.length > 0) {
    throw new Error(
      `Steps wait for one another, or for none that there is: ${waiting.map(({ name }) => name)}`,
    );
  }
  return ended;
}
