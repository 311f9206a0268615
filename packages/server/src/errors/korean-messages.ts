/** The Korean part of each error message, after the English sentence: what to do. */
export const KOREAN_MESSAGES = {
  ABORTED: '요청이 취소됐어요. 필요할 때 다시 요청해 주세요.',
  ANSWER_UNUSABLE: '파트너 API의 응답을 쓸 수 없어 아무것도 지급하지 않았어요. 잠시 후 다시 요청해 주세요.',
  CA_MALFORMED: 'CA 인증서를 읽을 수 없어요. 적힌 대로 고쳐 주세요.',
  CERTIFICATE_EXPIRED: '클라이언트 인증서가 만료됐어요. 콘솔에서 새 인증서를 받아 주세요.',
  CERTIFICATE_MALFORMED: '클라이언트 인증서를 읽을 수 없어요. 적힌 대로 고쳐 주세요.',
  CERTIFICATE_MISSING: '클라이언트 인증서나 키가 없어요. 콘솔에서 받은 인증서와 키를 넣어 주세요.',
  CERTIFICATE_NOT_YET_VALID: '아직 쓸 수 없는 인증서예요. 서버의 시각과 인증서의 시작일을 확인해 주세요.',
  CERTIFICATE_SOURCE_FAILED: '인증서를 가져오지 못했어요. 비밀 저장소와 cause를 확인하고 다시 요청해 주세요.',
  CLOSED: '이미 닫힌 클라이언트예요. 닫지 않은 클라이언트 하나를 계속 써 주세요.',
  GRANT_CALLBACK_FAILED: '콜백에서 에러가 나서 아무것도 기록하지 않았어요. cause를 확인하고 고쳐 주세요.',
  GRANT_DEADLINE: '제한 시간 안에 지급하지 못했어요. 같은 주문으로 다시 요청해 주세요.',
  HTTP_ERROR: '파트너 API가 HTTP 에러로 응답했어요. baseUrl을 확인하고 다시 요청해 주세요.',
  INVALID_STATEMENT:
    'tx로 실행할 수 없는 SQL이나 값이에요. 문장은 하나씩, 값은 문자열, 숫자, 바이트, null로 넣어 주세요.',
  INVALID_INPUT: '입력값이 올바르지 않아요. 적힌 값을 고쳐 주세요.',
  KEY_DOES_NOT_FIT: '인증서와 짝이 맞지 않는 키예요. 인증서와 함께 받은 키를 넣어 주세요.',
  KEY_ENCRYPTED: '암호가 걸린 키예요. 암호를 푼 키를 넣어 주세요.',
  KEY_MALFORMED: '키를 읽을 수 없어요. 적힌 대로 고쳐 주세요.',
  LEDGER_MISSING:
    '원장 파일이 없거나 열려 있는 동안 바뀌었어요. 절대 경로인지 확인하고, 처음이라면 init 명령으로 만들어 주세요.',
  LEDGER_OF_ANOTHER_MINI_APP:
    '다른 미니앱의 원장이에요. 미니앱마다 원장을 따로 만들거나, 같은 미니앱이면 miniApp에 원장의 이름을 넣어 주세요.',
  LEDGER_SCHEMA: '원장의 테이블이 맞지 않아요. 마이그레이션을 실행하거나 패키지를 업데이트해 주세요.',
  LEDGER_TIMEOUT: '원장 작업을 제때 끝내지 못해 아무것도 기록하지 않았어요. 다시 요청해 주세요.',
  LEDGER_UNAVAILABLE: '원장을 쓸 수 없어요. 데이터베이스와 디스크를 확인해 주세요.',
  MINIAPP_NOT_REGISTERED:
    '인증서의 미니앱이 등록되어 있지 않아요. 콘솔에서 미니앱과 인증서가 맞는지 확인해 주세요.',
  NO_INTENT: '구매 의도 기록이 없어 지급하지 않았어요. 주문서를 열기 전에 createIntent를 호출해 주세요.',
  PACKAGE_MISSING: '필요한 패키지가 설치되어 있지 않아요. 적힌 명령으로 설치해 주세요.',
  RATE_LIMITED: '요청이 너무 많아요. 적힌 시간이 지난 뒤 다시 요청해 주세요.',
  RESULT_NOT_SUCCESS: '파트너 API가 실패로 응답했어요. 다시 요청하거나 콘솔에서 에러 코드를 확인해 주세요.',
  TIMED_OUT: '제한 시간 안에 응답이 오지 않았어요. 다시 요청해 주세요.',
  TLS_FAILED: '파트너 API에 안전하게 연결하지 못했어요. 인증서와 baseUrl을 확인해 주세요.',
  TRANSACTION_CONTROL: 'tx로 트랜잭션을 시작하거나 끝낼 수 없어요. 되돌리려면 에러를 던져 주세요.',
  TRANSACTION_ENDED: '이미 끝난 트랜잭션이에요. 콜백 안의 쓰기를 모두 await 해 주세요.',
  TRANSPORT_FAILED: '파트너 API에 연결하지 못했어요. 네트워크와 baseUrl을 확인하고 다시 요청해 주세요.',
  UNKNOWN_ORDER: '원장에 없는 주문이에요. 먼저 지급을 요청하거나 가져와 주세요.',
} as const;

/** The code of an error of this package. It does not change between versions. */
export type ServerErrorCode = keyof typeof KOREAN_MESSAGES;
