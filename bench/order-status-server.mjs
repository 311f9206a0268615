// The partner API of the bench: mutual TLS, one constant answer. Prints its origin and its certificates as one line of JSON.
import 'reflect-metadata';
import { webcrypto } from 'node:crypto';
import { createServer } from 'node:https';
import * as x509 from '@peculiar/x509';

const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };
x509.cryptoProvider.set(webcrypto);

const generate = () => webcrypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
const pemOf = async ({ privateKey }) =>
  x509.PemConverter.encode(await webcrypto.subtle.exportKey('pkcs8', privateKey), 'PRIVATE KEY');

const caKeys = await generate();
const ca = await x509.X509CertificateGenerator.createSelfSigned({
  serialNumber: '01',
  name: 'CN=Bench CA',
  keys: caKeys,
  signingAlgorithm: algorithm,
  extensions: [new x509.BasicConstraintsExtension(true, 1, true)],
});

async function issue(serialNumber, name, extensions = []) {
  const keys = await generate();
  const certificate = await x509.X509CertificateGenerator.create({
    serialNumber,
    subject: `CN=${name}`,
    issuer: ca.subject,
    publicKey: keys.publicKey,
    signingKey: caKeys.privateKey,
    signingAlgorithm: algorithm,
    extensions,
  });
  return { cert: certificate.toString('pem'), key: await pemOf(keys) };
}

const names = new x509.SubjectAlternativeNameExtension([{ type: 'dns', value: 'localhost' }]);
const server = await issue('02', 'partner', [names]);
const client = await issue('03', 'mini-app');

const answer = JSON.stringify({
  resultType: 'SUCCESS',
  success: {
    orderId: '13c9a1ff-2baa-4495-bbfa-a0826ba8c7c0',
    sku: 'ait.0000010000.af647449.3bd55cfd00.0000000475',
    status: 'PURCHASED',
    reason: '구매가 완료되었어요.',
    statusDeterminedAt: '2025-09-22T09:00:00',
  },
});
const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(answer) };

const options = {
  ...server,
  ca: ca.toString('pem'),
  requestCert: true,
  rejectUnauthorized: true,
  keepAliveTimeout: 60_000,
};
const https = createServer(options, (request, response) => {
  request.resume();
  request.on('end', () => response.writeHead(200, headers).end(answer));
});
https.listen(0, '127.0.0.1', () => {
  const { port } = https.address();
  console.log(JSON.stringify({ origin: `https://localhost:${port}`, ca: ca.toString('pem'), ...client }));
});
process.on('disconnect', () => process.exit());
