/**
 * Plays the tests of a Cypress recipe over a page of Playwright, with the few commands that it uses. It stands for Cypress, whose
 * binary is not on the npm registry: the steps are what is tried, not the tool.
 */
export async function playCypressSteps(code, { page, baseUrl }) {
  const [before, tests] = [[], []];
  const steps = [];
  const step = (act) => {
    steps.push(act);
    return after;
  };
  const after = {
    click: () => step((subject) => subject.click()),
    its: (path) => step((subject) => path.split('.').reduce((value, name) => value[name], subject)),
    should: (chainer, expected) => step((subject) => compare(chainer, subject, expected)),
  };
  const cy = {
    visit: (path) => step(() => page.goto(baseUrl + path)),
    contains: (...wanted) =>
      step(async () => {
        const found =
          wanted.length === 2 ? page.locator(wanted[0], { hasText: wanted[1] }) : page.getByText(wanted[0]);
        await found.first().waitFor();
        return found.first();
      }),
    request: (...wanted) => step(() => send(wanted)),
  };
  new Function('cy', 'beforeEach', 'it', code)(
    cy,
    (act) => before.push(act),
    (_, act) => tests.push(act),
  );
  for (const test of tests) {
    for (const act of [...before, test]) {
      steps.length = 0;
      act();
      let subject;
      for (const each of steps) subject = await each(subject);
    }
  }
  return tests.length;
}

async function send(wanted) {
  const [method, url, body] = wanted.length === 1 ? ['GET', wanted[0]] : wanted;
  const headers = { 'content-type': 'application/json' };
  const response = await fetch(url, { method, headers, ...(body ? { body: JSON.stringify(body) } : {}) });
  if (!response.ok) throw new Error(`${method} ${url} answered ${response.status}: ${await response.text()}`);
  const text = await response.text();
  return { status: response.status, body: text === '' ? undefined : JSON.parse(text) };
}

function compare(chainer, subject, expected) {
  if (chainer !== 'have.length') throw new Error(`The recipe has a new chainer, ${chainer}: add it here.`);
  if (subject.length !== expected)
    throw new Error(`It has the length ${subject.length}, and not ${expected}.`);
  return subject;
}
