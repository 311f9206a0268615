import './design/tokens.css';
import './design/base.css';
import './design/controls.css';
import './design/panels.css';
import './shell/shell.css';
import './language/language.js';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { createRoot } from 'react-dom/client';
import { queryClient } from './api/client.js';
import { startLive } from './live/live-world.js';
import { router } from './router.js';
import { startTheme } from './shell/theme.js';

startTheme();
startLive();
createRoot(document.getElementById('root') as HTMLElement).render(
  <QueryClientProvider client={queryClient}>
    <RouterProvider router={router} />
  </QueryClientProvider>,
);
