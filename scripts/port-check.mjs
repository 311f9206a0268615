import { createServer } from 'node:net';

/** Rejects with one sentence when something else already listens on a port of this machine. */
export function requireFreePort(port, purpose) {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', (error) => {
      const why = error.code === 'EADDRINUSE' ? 'another program is using it' : error.message;
      reject(
        new Error(
          `Failed to start ${purpose}: port ${port} cannot be opened, ${why}. Stop that program and try again. ` +
            `(${port}번 포트를 쓸 수 없어요. 그 포트를 쓰는 프로그램을 끄고 다시 시작해주세요.)`,
        ),
      );
    });
    probe.listen(port, '127.0.0.1', () => probe.close(resolve));
  });
}
