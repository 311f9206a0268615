const { onRequest } = require('firebase-functions/https');
const { nodeListener } = require('@ait-iap/server/node');
const { iap } = require('./shared/iap.cjs');

exports.iap = onRequest(nodeListener(iap));
