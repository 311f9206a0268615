/** How the command line is used. */
export const HELP = `ait-iap-server: the ledger of a partner backend (파트너 백엔드의 원장)

Set up
  init                       Creates the ledger, once. (원장을 처음 만들어요)
  migrate                    Brings its tables up to date, and creates no SQLite file. (테이블을 최신으로 바꿔요)
  doctor                     Tries certificate, partner API, clock, database and CORS, and says what to do. (문제를 찾아요)
      --cert, --key, --pfx, --ca   files; else AIT_IAP_CLIENT_CERT, AIT_IAP_CLIENT_KEY, AIT_IAP_CLIENT_PFX, AIT_IAP_CA
      --partner-url                else AIT_IAP_PARTNER_URL, else the platform's
      --backend-url, --app-name    where createIapHandler is mounted, and the mini-app: tries CORS

Look (changes nothing)
  audit                      Checks that the ledger is sound. (원장이 온전한지 확인해요)
  order <order id>           One order's story. (주문 하나의 이력)
  user <user key>            One customer's purchases, the newest first. (한 사용자의 주문)
  refunds [--month 2026-11]  What was refunded. (환불된 주문)
      --limit 50, --after …        one page; each page ends with what the next one begins after
  export --month 2026-11     Everything of a month as a table. (한 달의 주문을 표로 저장해요)
      --out file.csv|file.xlsx     else CSV on standard output
      --prices file.json           { "sku": price in won }
      --console file               amounts from the console's download of 결제 내역
  compare <file>             The console's download of 결제 내역 against the ledger: missing, doubled, unrefunded.
                             (콘솔의 결제 내역과 원장을 비교해요)

Act (--actor and --reason go into the timeline)
  mark-granted <order id> --user … --sku …     It was handed over outside the ledger. (직접 지급한 주문을 기록해요)
      --granted-at "2026-11-26 13:00"
  redeliver <order id> --fulfillment file.js   Hands it over once more, with your onGrant. (다시 지급해요)
  forget-user <user key> [--dry-run]           Takes a person out of the ledger, and keeps the accounts.
                                               (개인정보를 지우고 거래 기록은 남겨요)

  --database  postgres://… for PostgreSQL, or the path of a SQLite file.
              Without it: the environment variable DATABASE_URL.
  --json      Answers in JSON.
  --help      Shows this.

init and migrate are safe to run twice, and by several machines at once: each step is applied once.
(여러 번, 여러 대에서 동시에 실행해도 안전해요.)

For example: npx ait-iap-server migrate --database ledger.db

Exit codes: 0 done, 1 failed, 2 not understood, 3 something was found, or refused.`;
