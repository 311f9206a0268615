import '@ait-iap/sandbox/auto';
