import type { CallerRequest } from '../app-options';

const LOOPBACK = /^(127\.\d+\.\d+\.\d+|::1|::ffff:127\.\d+\.\d+\.\d+)$/;
const LOCAL_NAME = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])(:\d+)?$/i;

/** Who passes a request on says so in one of these. */
const PASSED_ON = ['forwarded', 'via', 'x-forwarded-for', 'x-forwarded-host', 'x-real-ip'];

/**
 * Did a program of this machine send it? A proxy here that passes on what a stranger sent did not; and a web page that a browser of this machine shows did not either: browsers say where a
 * page is from in `Origin`, and whom they believe to be talking to in `Host`.
 */
export function isFromThisMachine({ ip, headers }: Pick<CallerRequest, 'ip' | 'headers'>): boolean {
  if (PASSED_ON.some((name) => headers[name] !== undefined)) return false;
  return LOOPBACK.test(ip) && headers.origin === undefined && LOCAL_NAME.test(headers.host ?? '');
}
