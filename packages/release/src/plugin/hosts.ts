import { type Finding, SOURCES } from '../rules/finding.js';
import { type CalledHost, calledHosts } from './called-hosts.js';
import type { PluginRule } from './plugin-rule.js';

/** A plugin can only call registered hosts. */
export const hosts: PluginRule = (evidence) => {
  const called = calledHosts(evidence);
  const { acl } = evidence;
  if (acl === undefined) return called.length === 0 ? [] : [notSaid(called)];
  return called.filter(({ host }) => !isOn(acl, host)).map(notOnList);
};

/** A host without a port on the list means all of its ports. */
function isOn(acl: readonly string[], host: string): boolean {
  const name = host.replace(/:\d+$/, '');
  return acl.some((each) => [host, name].includes(each.toLowerCase()));
}

const notOnList = ({ host, ...place }: CalledHost): Finding => ({
  rule: 'host-not-on-acl',
  weight: 'refused',
  text: {
    en: `It calls ${host}, which is not on the ACL: the call is not let through.`,
    ko: `ACL에 없는 ${host}을(를) 불러요. 호출이 막혀요.`,
  },
  fix: {
    en: 'Register the host in the developer center, or do not call it.',
    ko: '개발자 센터에서 호스트를 등록하거나 부르지 마세요.',
  },
  source: SOURCES.placeTemplates,
  ...place,
});

const notSaid = (called: readonly CalledHost[]): Finding => {
  const names = called.map(({ host }) => host).join(', ');
  return {
    rule: 'acl-not-said',
    weight: 'warning',
    text: {
      en: `It calls ${names}. Whether they are on the ACL was not said.`,
      ko: `${names}을(를) 불러요. ACL에 있는지는 알 수 없어요.`,
    },
    fix: {
      en: 'Say what is registered: --acl api.example.com, once for each host.',
      ko: '등록한 호스트를 --acl api.example.com처럼 하나씩 알려 주세요.',
    },
    source: SOURCES.placeTemplates,
  };
};
