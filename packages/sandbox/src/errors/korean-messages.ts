/**
 * The Korean part of each error message, after the English sentence. An error whose code is missing here contains its
 * own Korean text or comes from another source.
 */
export const KOREAN_MESSAGES: Readonly<Partial<Record<string, string>>> = {
  READER_MISSING:
    '공식 번들 리더가 없어요. `npm install -D @apps-in-toss/ait-format`을 실행하고 다시 시작해 주세요.',
  VERSION_NOT_FOUND: '그런 버전이 없어요. 버전 목록을 확인해 주세요.',
  BODY_TOO_LARGE: '요청 본문이 너무 커요. 줄여서 다시 보내 주세요.',
  CONSOLE_RULE: '콘솔 규칙에 맞지 않아요. 적힌 이유를 고치고 다시 시도해 주세요.',
  DELIVERY_NOT_FOUND: '그런 웹훅 전송 기록이 없어요. 목록을 확인해 주세요.',
  FAULT_NOT_FOUND: '그런 오류가 없어요. 오류 목록을 확인해 주세요.',
  FILE_NOT_WRITTEN: '파일에 쓸 수 없어요. 경로와 권한, 남은 공간을 확인해 주세요.',
  FOLDER_NOT_MADE: '폴더를 만들 수 없어요. 다른 폴더를 고르거나 권한을 확인해 주세요.',
  INVALID_CLOCK: '시계를 맞출 수 없는 값이에요. 적힌 형식으로 넣어 주세요.',
  INVALID_DEVICE: '이런 기기는 만들 수 없어요. 적힌 값을 고쳐 주세요.',
  INVALID_DURATION: "읽을 수 없는 시간이에요. 밀리초나 '40 days' 같은 값을 넣어 주세요.",
  INVALID_FAULT: '일으킬 수 없는 오류예요. 적힌 값을 고쳐 주세요.',
  INVALID_INPUT: '입력값이 올바르지 않아요. 적힌 값을 고쳐 주세요.',
  INVALID_WEBHOOK_URL: '웹훅을 보낼 수 없는 주소예요. 내 서버의 주소를 넣어 주세요.',
  INVALID_EXPORT: '가져올 수 없는 파일이에요. 샌드박스에서 내보낸 파일을 골라 주세요.',
  LISTEN_FAILED: '포트를 열 수 없어요. 다른 포트를 골라 주세요.',
  MALFORMED_JSON: 'JSON을 읽을 수 없어요. 본문을 확인해 주세요.',
  NOT_A_SANDBOX: '그 주소에서 응답한 것은 샌드박스가 아니에요. --url을 확인해 주세요.',
  NOT_BUILT: '아직 빌드하지 않았어요. `npm run build`를 먼저 실행해 주세요.',
  NO_WEBHOOK: '등록된 웹훅이 없어요. 웹훅 주소를 먼저 등록해 주세요.',
  NO_SUBSCRIPTION: '그런 구독 상품이 없어요. 상품 목록을 확인해 주세요.',
  SCENARIO_NOT_FOUND: '그런 시나리오가 없어요. 적힌 이름 중에서 골라 주세요.',
  WEBHOOK_NOT_VERIFIED: '웹훅 주소가 확인 요청에 응답하지 않았어요. 204로 응답하게 해 주세요.',
  ORDER_NOT_FOUND: '그런 주문이 없어요. 주문 목록을 확인해 주세요.',
  OTHER_WORLD: '이 파일의 세계는 다른 값으로 시작했어요. 그 값을 빼거나 --db로 다른 파일을 골라 주세요.',
  PRODUCT_NOT_FOUND: '그런 상품이 없어요. 상품 목록을 확인해 주세요.',
  REFUND_NOT_POSSIBLE: '지금은 환불할 수 없는 주문이에요. 주문 상태를 확인해 주세요.',
  SANDBOX_REFUSED: '토스 앱 안에서는 샌드박스를 쓸 수 없어요. 배포하는 번들에서 빼 주세요.',
  STORAGE_FULL: '브라우저 저장 공간이 부족해요. 샌드박스를 초기화해 주세요.',
  SUBSCRIPTION_STATE: '지금 상태에서는 바꿀 수 없는 구독이에요. 구독 상태를 확인해 주세요.',
  CLOCK_AHEAD: '샌드박스의 시각이 지금보다 앞서 있어요. 적힌 대로 되돌려 주세요.',
  UNKNOWN_EVENT: '그런 이벤트가 없어요. 이벤트 목록을 확인해 주세요.',
  TOKEN_REFUSED: '쓸 수 없는 토큰이에요. --expose와 함께 16자 이상을 넣어 주세요.',
  UNKNOWN_ORDER: '그런 주문이 없어요. 주문 목록을 확인해 주세요.',
  WORLD_FILE_FOREIGN: '샌드박스의 파일이 아니에요. --db로 다른 파일을 골라 주세요.',
  WORLD_FILE_IN_USE:
    '다른 샌드박스가 쓰고 있는 파일이에요. 그 샌드박스를 끄거나 --db로 다른 파일을 골라 주세요.',
  WORLD_FILE_NEWER:
    '더 새로운 버전이 만든 파일이에요. 샌드박스를 업데이트하거나 --db로 다른 파일을 골라 주세요.',
  WORLD_NOT_FOUND: '그런 이름의 세계가 없어요. 열려 있는 세계를 확인해 주세요.',
  WORLD_FILE_UNREADABLE: '파일을 열 수 없어요. 경로와 권한을 확인하거나 --db로 다른 파일을 골라 주세요.',
};

/** The English and the Korean sentence. A message from another process may already contain both. */
export function inBothLanguages(code: string, message: string): string {
  const korean = Object.hasOwn(KOREAN_MESSAGES, code) ? KOREAN_MESSAGES[code] : undefined;
  return korean === undefined || message.includes(korean) ? message : `${message} (${korean})`;
}
