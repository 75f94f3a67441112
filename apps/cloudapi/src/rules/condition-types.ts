import { BlockList, isIP, isIPv4 } from 'node:net';
import type { Condition } from './parse-condition';
import { type Attempt, RuleError } from './rule';

interface ConditionType {
  /** Aperture's name of the type of its values. */
  type: string;
  /** @throws RuleError when the operator or the value cannot be honoured */
  compare(operator: string, value: string): Condition;
}

const DAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];
const MS_A_DAY = 86_400_000;

const orders: Readonly<Record<string, (one: number, other: number) => boolean>> = {
  '=': (one, other) => one === other,
  '!=': (one, other) => one !== other,
  '<': (one, other) => one < other,
  '>': (one, other) => one > other,
  '<=': (one, other) => one <= other,
  '>=': (one, other) => one >= other,
};

/** The conditions that rules may have. Days and times are UTC. */
export const conditionTypes: Readonly<Record<string, ConditionType>> = {
  sourceip: { type: 'ip', compare: (operator, value) => compareAddress(operator, value) },
  method: { type: 'string', compare: (operator, value) => compareMethod(operator, value) },
  day: ordered('day', ({ at }) => (at.getUTCDay() + 6) % 7, dayOf),
  time: ordered('time', ({ at }) => at.getTime() % MS_A_DAY, timeOf),
  date: ordered('date', ({ at }) => at.getTime(), dateOf),
};

function ordered(
  type: string,
  found: (attempt: Attempt) => number,
  read: (value: string) => number | undefined,
): ConditionType {
  return {
    type,
    compare(operator, value) {
      const order = Object.hasOwn(orders, operator) ? orders[operator] : undefined;
      if (!order) throw unknownOperator(operator, type);
      const wanted = read(value);
      if (wanted === undefined || Number.isNaN(wanted)) throw notA(type, value);
      return (attempt) => order(found(attempt), wanted);
    },
  };
}

function compareAddress(operator: string, value: string): Condition {
  if (operator !== '=' && operator !== '!=') throw unknownOperator(operator, 'ip');
  const [address = '', bits, ...rest] = value.split('/');
  const family = isIP(address);
  const most = family === 4 ? 32 : 128;
  const prefix = bits === undefined ? most : /^\d{1,3}$/.test(bits) ? Number(bits) : -1;
  if (family === 0 || rest.length > 0 || prefix < 0 || prefix > most) throw notA('ip', value);
  const range = new BlockList();
  range.addSubnet(address, prefix, family === 4 ? 'ipv4' : 'ipv6');
  return ({ sourceip }) => {
    // A socket that takes both families shows IPv4 addresses as `::ffff:a.b.c.d`.
    const plain = sourceip.replace(/^::ffff:(?=[\d.]+$)/i, '');
    const isInside = isIP(plain) !== 0 && range.check(plain, isIPv4(plain) ? 'ipv4' : 'ipv6');
    return isInside === (operator === '=');
  };
}

function compareMethod(operator: string, value: string): Condition {
  if (operator !== '=' && operator !== '!=') throw unknownOperator(operator, 'string');
  return ({ method }) => (method.toUpperCase() === value.toUpperCase()) === (operator === '=');
}

function dayOf(value: string): number | undefined {
  const wanted = value.toLowerCase();
  const day = DAYS.findIndex((name) => name === wanted || name.slice(0, 3) === wanted);
  return day === -1 ? undefined : day;
}

function timeOf(value: string): number | undefined {
  const [all, hours, minutes, seconds = '0'] = /^([01]?\d|2[0-3]):([0-5]\d)(?::([0-5]\d))?$/.exec(value) ?? [];
  return all === undefined ? undefined : (Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds)) * 1000;
}

function dateOf(value: string): number | undefined {
  return /^\d{4}-\d\d-\d\d/.test(value) ? Date.parse(value) : undefined;
}

function unknownOperator(operator: string, type: string): RuleError {
  return new RuleError(`compares a ${type} by ${operator.slice(0, 64)}, which is not supported`);
}

function notA(type: string, value: string): RuleError {
  return new RuleError(`has ${value.slice(0, 64)}, which is no ${type}`);
}
