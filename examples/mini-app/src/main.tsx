import { IapProvider } from '@ait-iap/client/react';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app.js';
import { grant } from './backend.js';
import './styles.css';

createRoot(document.getElementById('root') as HTMLElement).render(
  <StrictMode>
    <IapProvider grant={grant}>
      <App />
    </IapProvider>
  </StrictMode>,
);
