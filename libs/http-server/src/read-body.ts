import { InvalidContentError } from '@triton/errors/invalid-content-error';
import { RequestTooLargeError } from '@triton/errors/request-too-large-error';
import { UnsupportedMediaTypeError } from '@triton/errors/unsupported-media-type-error';
import express, { type Request, type RequestHandler, type Response } from 'express';

export interface RawBody {
  value: unknown;
  /** From a form: every value is a string. */
  isForm: boolean;
}

export type ReadBody = (req: Request, res: Response) => Promise<RawBody>;

const JSON_TYPE = /^application\/([\w.-]+\+)?json$/;
const FORM_TYPE = 'application/x-www-form-urlencoded';

/** Reads JSON (and forms, when the service takes them) of at most `maxBytes`. No body at all is an empty object. */
export function bodyReader(options: { maxBytes: number; acceptForms: boolean }): ReadBody {
  // Compressed bodies are refused: nobody sends them, and a few kilobytes can unpack to gigabytes.
  const common = { limit: options.maxBytes, inflate: false, type: () => true };
  const json = express.json({ ...common, strict: false });
  const form = express.urlencoded({ ...common, extended: false });
  return async (req, res) => {
    if (!hasBody(req)) return { value: {}, isForm: false };
    const type = (req.headers['content-type'] ?? 'application/json').split(';', 1)[0]?.trim().toLowerCase() ?? '';
    const isForm = type === FORM_TYPE;
    if (isForm ? !options.acceptForms : !JSON_TYPE.test(type)) {
      throw new UnsupportedMediaTypeError('the body must be application/json');
    }
    await parse(isForm ? form : json, req, res);
    // querystring's objects have no prototype; nothing later should have to know.
    return { value: isForm ? { ...(req.body as object) } : (req.body as unknown), isForm };
  };
}

function hasBody({ headers }: Request): boolean {
  return headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;
}

function parse(parser: RequestHandler, req: Request, res: Response): Promise<void> {
  return new Promise((resolve, reject) => {
    parser(req, res, (err?: unknown) => (err === undefined || err === null ? resolve() : reject(bodyError(err))));
  });
}

/** body-parser says what went wrong in `type`. */
function bodyError(cause: unknown): Error {
  const { type } = cause as { type?: unknown };
  switch (type) {
    case 'entity.too.large':
    case 'parameters.too.many':
      return new RequestTooLargeError('the body is too large', [], { cause });
    case 'encoding.unsupported':
    case 'charset.unsupported':
      return new UnsupportedMediaTypeError('the body must be UTF-8 and not compressed', [], { cause });
    default:
      return new InvalidContentError('the body cannot be parsed', [], { cause });
  }
}
