import { tossSandbox } from '@ait-iap/sandbox/vite';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

export default defineConfig({ plugins: [react(), tossSandbox({ userKey: 'user-1' })] });
