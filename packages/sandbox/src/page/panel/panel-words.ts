import type { LocalizedText } from '@ait-iap/protocol';
import type { PagePayment } from '../../host/bridge-socket/wire.js';
import type { Device } from '../../world/device.js';

/** The fixed texts of the panel. */
export const PANEL_WORDS = {
  title: { ko: '샌드박스', en: 'Sandbox: no real money moves' },
  open: { ko: '샌드박스 패널', en: 'Sandbox panel' },
  close: { ko: '패널 닫기', en: 'Close the panel' },
  away: { ko: '샌드박스 배지 닫기', en: 'Close the sandbox badge' },
  phone: { ko: '휴대폰', en: 'Phone' },
  userKey: { ko: '사용자 키', en: 'User key' },
  platform: { ko: '플랫폼', en: 'Platform' },
  environment: { ko: '앱', en: 'App' },
  appVersion: { ko: '토스 앱 버전', en: 'Version of the Toss app' },
  apply: { ko: '적용하고 다시 열기', en: 'Apply and open again' },
  asTag: { ko: '처음 설정으로 다시 열기', en: 'Open again as the page says' },
  payment: { ko: '결제창', en: 'Payment sheet' },
  next: { ko: '다음 결제에 일어날 일', en: 'What happens to the next purchase' },
  choose: { ko: '골라 주세요', en: 'choose one' },
  armed: { ko: '준비된 오류', en: 'Armed faults' },
  none: { ko: '없어요', en: 'none' },
  disarm: { ko: '이 사용자의 오류 해제하기', en: "Disarm this user's faults" },
  reopen: { ko: '앱을 종료하고 다시 열기', en: 'Kill the app and open it again' },
  console: { ko: '콘솔 열기', en: 'Open the console' },
  lost: { ko: '샌드박스에 연결되지 않았어요', en: 'Not connected to the sandbox' },
} as const satisfies Record<string, LocalizedText>;

/** Who decides on the order sheet. */
export const PAYMENT_WORDS: Readonly<Record<PagePayment, LocalizedText>> = {
  ask: { ko: '사람이 결정해요', en: 'a person decides' },
  approve: { ko: '자동으로 결제해요', en: 'approved by itself' },
  cancel: { ko: '자동으로 취소해요', en: 'canceled by itself' },
};

/** Whose app it is. */
export const ENVIRONMENT_WORDS: Readonly<Record<Device['environment'], LocalizedText>> = {
  sandbox: { ko: '샌드박스 앱', en: 'sandbox app' },
  toss: { ko: '토스 앱', en: 'Toss app' },
};

/** Whose phone it is. */
export const PLATFORM_WORDS: Readonly<Record<Device['platform'], LocalizedText>> = {
  android: { ko: '안드로이드', en: 'Android' },
  ios: { ko: '아이폰', en: 'iPhone' },
};
