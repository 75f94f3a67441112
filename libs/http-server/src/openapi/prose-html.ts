import { html, type Html } from './html';

/** The little of CommonMark that our descriptions use: paragraphs, and code between backticks. */
export function proseHtml(text: string | undefined): Html[] {
  if (!text) return [];
  return text.split(/\n{2,}/).map((paragraph) => html`<p>${withCode(paragraph)}</p>`);
}

function withCode(text: string): Html[] {
  return text.split('`').map((part, index) => (index % 2 === 1 ? html`<code>${part}</code>` : html`${part}`));
}
