import type { EndpointCommand } from './endpoint-command.js';

const of = (
  words: string,
  endpoint: string,
  ko: string,
  en: string,
  more: Pick<EndpointCommand, 'positional' | 'fixed'> = {},
): EndpointCommand => ({ words, endpoint, summary: `${ko} (${en})`, ...more });

/** The commands that only call an endpoint. Other commands have their own files. */
export const ENDPOINT_COMMANDS: readonly EndpointCommand[] = [
  of('status', 'GET /', '무엇이 실행 중인지 보여줘요.', 'What runs.'),
  of('orders', 'GET /orders', '주문을 보여줘요.', 'Lists orders, newest first.'),
  of('order', 'GET /orders/:orderId', '주문 하나를 보여줘요.', 'One order.'),
  of(
    'timeline',
    'GET /orders/:orderId/timeline',
    '주문에 있었던 일을 보여줘요.',
    'What happened to an order.',
  ),
  of('charges', 'GET /charges', '스토어가 받은 돈을 보여줘요.', 'What stores took from users.'),
  of('payments', 'GET /payments', '결제 내역을 보여줘요.', 'Payments, as the console lists them.'),
  of('settlements', 'GET /settlements', '월별 수익을 보여줘요.', 'What is paid out, by month.'),
  of(
    'payment approve',
    'POST /orders/:orderId/payment-approval',
    '기다리던 결제를 승인해요.',
    'Approves a pending payment.',
  ),
  of(
    'payment record',
    'POST /orders/:orderId/payment-record',
    '놓친 결제를 기록해요.',
    'Toss records a lost payment.',
  ),

  of('refunds', 'GET /refunds', '환불 내역을 보여줘요.', 'Requests for a refund.'),
  of(
    'refunds approve',
    'POST /orders/:orderId/refund-approval',
    '파트너가 승인해요.',
    'The partner approves.',
  ),
  of(
    'refunds reject',
    'POST /orders/:orderId/refund-rejection',
    '환불을 반려해요.',
    'The partner or the store rejects.',
    {
      positional: ['reason'],
    },
  ),
  of(
    'refunds complete',
    'POST /orders/:orderId/refund-completion',
    '스토어가 돈을 돌려줘요.',
    'The store pays back.',
  ),

  of(
    'products put',
    'PUT /products/:sku',
    '상품을 올리거나 바꿔요.',
    'Puts a product on sale, or changes it.',
  ),
  of('products remove', 'DELETE /products/:sku', '상품을 내려요.', 'Takes a product off sale.'),
  of('products register', 'POST /registrations', '상품을 등록해요.', 'Registers a product for the review.'),
  of(
    'products resubmit',
    'PUT /registrations/:sku',
    '반려된 상품을 다시 내요.',
    'Hands in a rejected product again.',
  ),
  of(
    'products expose',
    'PUT /registrations/:sku/exposure',
    '상품을 보이거나 숨겨요.',
    'Shows or hides a product.',
    {
      positional: ['exposed'],
    },
  ),
  of(
    'review',
    'POST /registrations/:sku/decision',
    '상품 검토를 끝내요.',
    'Decides the review of a product.',
    {
      positional: ['decision', 'reason'],
    },
  ),

  of('account', 'GET /account', '계약과 KYC를 보여줘요.', 'Contract and KYC.'),
  of('account contract', 'POST /account/contract', '계약해요.', 'Signs the contract.', {
    positional: ['by'],
  }),
  of('account kyc', 'POST /account/kyc', 'KYC를 내요.', 'Hands in the KYC.'),
  of('account decide', 'POST /account/kyc-decision', 'KYC 검토를 끝내요.', 'Decides the KYC.', {
    positional: ['decision', 'reason'],
  }),

  of('versions', 'GET /versions', '미니앱 버전을 보여줘요.', 'Versions of the mini-app.'),
  of('versions show', 'GET /versions/:version', '버전 하나를 보여줘요.', 'One version, with its history.'),
  of('versions test', 'POST /versions/:version/test', '테스트 완료로 표시해요.', 'Says that it was tested.'),
  of('versions submit', 'POST /versions/:version/review', '검토를 요청해요.', 'Asks for the review.'),
  of(
    'versions withdraw',
    'POST /versions/:version/withdrawal',
    '검토 요청을 취소해요.',
    'Takes the request back.',
  ),
  of('versions decide', 'POST /versions/:version/decision', '버전 검토를 끝내요.', 'Decides the review.', {
    positional: ['decision', 'reason'],
  }),
  of(
    'versions release',
    'POST /versions/:version/release',
    '출시하거나 되돌려요.',
    'Releases it, or goes back to it.',
  ),
  of('deploy-keys', 'GET /deploy-keys', '배포 API 키를 보여줘요.', 'Keys for `ait deploy`.'),
  of('deploy-keys issue', 'POST /deploy-keys', '배포 API 키를 만들어요.', 'Makes a key for `ait deploy`.', {
    positional: ['name'],
  }),
  of('deploy-keys revoke', 'DELETE /deploy-keys/:name', '배포 API 키를 없애요.', 'Ends a key.'),

  of('users', 'GET /users', '사용자를 보여줘요.', 'Users with an order.'),
  of('inbox', 'GET /users/:userKey/inbox', '사용자가 받은 푸시예요.', 'The pushes of a user.'),
  of('mails', 'GET /mails', '파트너가 받은 메일이에요.', 'E-mails to the partner.'),
  of('subscriptions', 'GET /subscriptions', '구독을 보여줘요.', 'Subscriptions, newest first.'),
  of(
    'subscriptions auto-renew',
    'PUT /subscriptions/:orderId/auto-renew',
    '자동 갱신을 켜거나 꺼요.',
    'Switches the renewal.',
    {
      positional: ['autoRenew'],
    },
  ),
  of(
    'subscriptions pause',
    'POST /subscriptions/:orderId/pause',
    '구독을 멈춰요.',
    'Pauses after the paid period.',
    {
      positional: ['duration'],
    },
  ),
  of(
    'subscriptions extend',
    'POST /subscriptions/:orderId/extension',
    '기간을 늘려요.',
    'Makes the paid period longer.',
    {
      positional: ['duration'],
    },
  ),
  of(
    'subscriptions payment-method',
    'PUT /users/:userKey/payment-method',
    '결제 수단을 바꿔요.',
    'Whether renewals can be paid.',
    {
      positional: ['state'],
    },
  ),

  of(
    'webhooks',
    'GET /webhooks',
    '웹훅과 그 결과를 보여줘요.',
    'Where webhooks go, and what became of each.',
  ),
  of('webhooks register', 'PUT /webhooks', '웹훅 주소를 등록해요.', 'Registers a URL and verifies it.', {
    positional: ['url'],
  }),
  of('webhooks unregister', 'DELETE /webhooks', '웹훅을 그만 보내요.', 'Sends no more webhooks.'),
  of(
    'webhooks redeliver',
    'POST /webhooks/deliveries/:id/redelivery',
    '웹훅을 다시 보내요.',
    'Sends one again.',
  ),

  of('scenarios', 'GET /scenarios', '웹훅 시나리오를 보여줘요.', 'Stories that your webhook can be told.'),
  of(
    'scenarios play',
    'POST /scenarios/:name',
    '시나리오를 내 웹훅에 보내요.',
    'Plays one against your webhook.',
  ),

  of('clock', 'GET /clock', '샌드박스의 시각이에요.', 'The time, and how fast it goes.'),
  of('clock freeze', 'PUT /clock', '시간을 멈춰요.', 'Stops the time.', { fixed: { rate: 0 } }),
  of('clock rate', 'PUT /clock', '시간의 빠르기를 바꿔요.', 'How fast the time goes.', {
    positional: ['rate'],
  }),
  of('clock now', 'POST /clock/now', '지금 시각으로 옮겨요.', 'Moves the time to that of this machine.'),

  of('events', 'GET /events', '세계의 기록을 보여줘요.', 'The log of the world.'),
  of('wire', 'GET /wire', '최근에 오간 것을 보여줘요.', 'What has passed lately; `watch` goes on.'),
  of('settings', 'GET /settings', '세계의 설정을 보여줘요.', 'The settings of the world.'),
  of('settings set', 'PUT /settings', '세계의 설정을 바꿔요.', 'Changes the settings of the world.'),
  of('undo', 'POST /undo', '이전 시점으로 돌아가요.', 'Goes back to an earlier event.', {
    positional: ['event'],
  }),
  of('worlds', 'GET /worlds', '이름 붙은 세계를 보여줘요.', 'Worlds by name beside the main one.'),
  of('worlds open', 'PUT /worlds/:name', '세계를 하나 더 열어요.', 'Opens a world of its own.'),
  of('worlds close', 'DELETE /worlds/:name', '세계를 닫고 잊어요.', 'Ends a world and forgets it.'),
  of('reset', 'POST /reset', '모두 잊고 새로 시작해요.', 'Forgets everything.'),
];
