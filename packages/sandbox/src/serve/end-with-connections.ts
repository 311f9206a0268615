import type { Server, Socket } from 'node:net';

/**
 * Follows the connections of a server, to end it at once. Node's own `closeAllConnections` leaves those that are still
 * in a TLS handshake or were upgraded, and a server with one of them does not end.
 *
 * @returns what ends the server with all its connections; it may not be listening yet
 */
export function endWithConnections(server: Server): () => Promise<void> {
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  return () =>
    new Promise((resolve) => {
      server.close(() => resolve());
      for (const socket of sockets) socket.destroy();
    });
}
