import type { CallerRequest } from '../app-options';

const LOOPBACK = /^(127\.\d+\.\d+\.\d+|::1|::ffff:127\.\d+\.\d+\.\d+)$/;
const LOCAL_NAME = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])(:\d+)?$/i;

/**
 * Did a program of this machine send it? A web page that a browser of this machine shows did not: browsers say where a
 * page is from in `Origin`, and whom they believe to be talking to in `Host`.
 */
export function isFromThisMachine({ ip, headers }: Pick<CallerRequest, 'ip' | 'headers'>): boolean {
  return LOOPBACK.test(ip) && headers.origin === undefined && LOCAL_NAME.test(headers.host ?? '');
}
