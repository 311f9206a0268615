/** The first text for an agent. */
export const INSTRUCTIONS = [
  'The sandbox of ait-iap: a Toss app, an app store, the console and the partner API of Apps in Toss in-app purchase, on this machine. No real money moves.',
  'Start with overview_get. purchases_create buys without a page. orders_get_timeline tells what happened to an order and where it broke; wire_get tells what has passed lately.',
  'faults_get_catalogue lists what can go wrong, faults_create makes it go wrong next. clock_advance moves the time: renewals, reviews and late answers come with it.',
  'events_list numbers what has happened; undo goes back to one of them. reset forgets everything.',
  'The guides are resources; read ait-iap://llms.txt first.',
].join('\n');
