import type { Server, Socket } from 'node:net';

/**
 * Follows the connections of a server, so that it can be closed at once. Node's own `closeAllConnections` leaves
 * connections in a TLS handshake and upgraded ones open, and then the server does not end.
 *
 * @returns a function that closes the server with all its connections, even before it listens
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
