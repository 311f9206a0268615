const express = require('express');
const { nodeListener } = require('@ait-iap/server/node');
const { endOnSigterm, iap } = require('./shared/iap.cjs');

const app = express();
app.use(express.json());
app.use('/iap', nodeListener(iap));
const server = app.listen(Number(process.env.PORT), '127.0.0.1');
endOnSigterm(() => server.close());
