import { createServer } from 'node:http';
import { nodeListener } from '@ait-iap/server/node';
import { endOnSigterm, iap } from './shared/iap.mjs';

const server = createServer(nodeListener(iap)).listen(Number(process.env.PORT), '127.0.0.1');
endOnSigterm(() => server.close());
