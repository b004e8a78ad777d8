import { type XmlNode, xmlDocument } from './xml/write.ts';

/** Headers of an answer; those that are undefined are left out. */
export type AnswerHeaders = Readonly<Record<string, string | undefined>>;

/** Bytes on their way out. */
interface StreamedBody {
  readonly length: number;
  readonly bytes: AsyncIterable<Buffer>;
  /** To be called when the bytes are through or nobody wants them any more. */
  release(): Promise<void>;
}

/** What an operation answers. */
export interface Answer {
  readonly status: number;
  readonly headers?: AnswerHeaders;
  readonly body?: string | StreamedBody;
}

/** 200 with an XML document. */
export function xmlAnswer(name: string, nodes: readonly XmlNode[] | string, headers: AnswerHeaders = {}): Answer {
  return { status: 200, headers: { 'content-type': 'application/xml', ...headers }, body: xmlDocument(name, nodes) };
}
