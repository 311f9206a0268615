import { defineConfig } from 'vite';

/** The same script tag that a developer would put into any page of the official SDK. */
export default defineConfig({
  plugins: [
    {
      name: 'toss-sandbox',
      transformIndexHtml: () => [
        {
          tag: 'script',
          attrs: {
            src: `${process.env.SANDBOX_URL}/bridge.js`,
            'data-user-key': 'demo-user',
            'data-payment': 'ask',
          },
          injectTo: 'head-prepend',
        },
      ],
    },
  ],
});
