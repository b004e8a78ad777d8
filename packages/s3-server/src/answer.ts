import { type XmlNode, xmlDocument } from './xml/write.ts';

/** Headers of a response; undefined ones are left out. */
export type AnswerHeaders = Readonly<Record<string, string | undefined>>;

/** A body that is read while it is sent. */
interface StreamedBody {
  readonly length: number;
  readonly bytes: AsyncIterable<Buffer>;
  /** Frees the source, after the last byte or when the client is gone. */
  release(): Promise<void>;
}

/** The response of an operation. */
export interface Answer {
  readonly status: number;
  readonly headers?: AnswerHeaders;
  readonly body?: string | StreamedBody;
}

/** Returns a 200 with an XML document. */
export function xmlAnswer(name: string, nodes: readonly XmlNode[] | string, headers: AnswerHeaders = {}): Answer {
  return { status: 200, headers: { 'content-type': 'application/xml', ...headers }, body: xmlDocument(name, nodes) };
}
